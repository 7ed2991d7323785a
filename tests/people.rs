//! Who is who: grouping, ages, roles, relations and births, on marked sentences.
//!
//! `[Kim]` is a mention of a person; what the marks leave open is the answer's part.

use kantlijn::{Annotation, Article, Language, Mention, Options, Span, annotate_with_persons, language};
use std::sync::LazyLock;

static DUTCH: LazyLock<Language> = LazyLock::new(|| language("nl").unwrap());

/// Annotates a text whose mentions stand between square brackets.
fn read(marked: &str, published: Option<&str>) -> Annotation {
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), 0);
    for c in marked.chars() {
        match c {
            '[' => open = text.len(),
            ']' => spans.push(Span::new(open, text.len())),
            c => text.push(c),
        }
    }
    let mut article = Article::new(text).unwrap();
    article.published = published.map(|date| date.parse().unwrap());
    annotate_with_persons(&article, &DUTCH, &Options::default(), &spans)
}

/// Each person on a line: the name, then the other names.
fn people(annotation: &Annotation) -> String {
    let line = |person: &kantlijn::Person| format!("{} = {}", person.name, person.aliases.join(" = "));
    annotation
        .people
        .iter()
        .map(line)
        .map(|line| line.trim_end_matches(" = ").to_owned())
        .collect::<Vec<_>>()
        .join("; ")
}

fn check_people(marked: &str, expected: &str) {
    assert_eq!(people(&read(marked, None)), expected, "{marked}");
}

#[test]
fn names_of_one_person() {
    for (marked, expected) in [
        ("[Rutte] treedt af. Dat zei [Mark Rutte] gisteren.", "Mark Rutte = Rutte"),
        ("[Kim Kardashian] kwam. [Kim] ging, [Kardashian] bleef.", "Kim Kardashian = Kim = Kardashian"),
        ("[Kim K.] kwam. [Kim Kardashian] ging.", "Kim Kardashian = Kim K."),
        ("[Kim Kardashian West] kwam. [Kim Kardashian] ging.", "Kim Kardashian West = Kim Kardashian"),
        ("[Jan Peter Balkenende] en later [J.P. Balkenende].", "Jan Peter Balkenende = J.P. Balkenende"),
        ("[Jan van den Berg] zei het. [Van den Berg] zweeg.", "Jan van den Berg = Van den Berg"),
        ("[Gerrit 't Hart] zei het. ['t Hart] zweeg.", "Gerrit 't Hart = 't Hart"),
        ("[Danny van G.] zei niets. [Van G.] zweeg. [Danny] ook.", "Danny van G. = Van G. = Danny"),
        ("[Sunita Rao-Kiers] legt uit. [Rao] werkte in Zürich.", "Sunita Rao-Kiers = Rao"),
        ("[Marga de Wit-Van Dijck] komt. [Marga de Wit] ging.", "Marga de Wit-Van Dijck = Marga de Wit"),
        ("[Staf 'den Tuba' Peeters] speelt. [Den Tuba] zoekt werk.", "Staf 'den Tuba' Peeters = Den Tuba"),
        ("[Jeroen Dijsselbloem] kwam. [Dijsselbloems] plan faalt.", "Jeroen Dijsselbloem = Dijsselbloems"),
        ("[Bashar al-Assad] viel. [Assad] vluchtte.", "Bashar al-Assad = Assad"),
        ("[Ford Kiernan] kwam. [Kieran] zei het.", "Ford Kiernan = Kieran"),
        ("[Jürgen Müller] won. [Muller] juichte.", "Jürgen Müller = Muller"),
        ("[Klaas] kwam. [Klaas] ging.", "Klaas"),
        ("[Bernadette 'B.' Delacroix] weigerde. [B.] zweeg.", "Bernadette 'B.' Delacroix = B."),
        ("[J.D. Vance] kwam. [Vances] vrouw ook.", "J.D. Vance = Vances"),
        ("[Soufiane Amezrou] kwam. [Souf] juichte.", "Soufiane Amezrou = Souf"),
        ("[Max] kwam. [Maxje] lachte.", "Max = Maxje"),
    ] {
        check_people(marked, expected);
    }
}

#[test]
fn other_names() {
    for (marked, expected) in [
        ("[Kanye West], die zich [Ye] noemt, kwam.", "Kanye West = Ye"),
        ("[Jermaine Vriesde], beter bekend als [Storm], trad op. [Storm] zong.", "Jermaine Vriesde = Storm"),
        ("[Danny van G.], in het milieu [Kaatje] genoemd, zweeg. [Kaatje] is vrij.", "Danny van G. = Kaatje"),
        ("De politie zoekt [Piet Vos] alias [De Spijker].", "Piet Vos = De Spijker"),
        ("[Florence Joyner], bijgenaamd [Flo-Jo], liep harder.", "Florence Joyner = Flo-Jo"),
        ("[Diablo Cody], die eigenlijk [Brook Busey] heet, huilde.", "Diablo Cody = Brook Busey"),
        ("[Checo], zoals [Sergio Pérez] hier wordt genoemd, gokt.", "Sergio Pérez = Checo"),
        (
            "[Sean Combs] was bekend als [Puff Daddy], [P. Diddy] of [Diddy].",
            "Sean Combs = Puff Daddy = P. Diddy = Diddy",
        ),
        ("[Jan Vos] won. De 28-jarige renner, in het peloton [Reus] genoemd, lachte.", "Jan Vos = Reus"),
        ("[Jan Vos] won van [Piet Mol]. De renner, in het peloton [Reus] genoemd, lachte.", "Jan Vos; Piet Mol; Reus"),
        ("[Ye] zong. Later sprak [Kanye West] het publiek toe.", "Kanye West = Ye"),
    ] {
        check_people(marked, expected);
    }
}

#[test]
fn different_persons() {
    for (marked, expected) in [
        ("[Tracy Romulus] en echtgenoot [Ray Romulus] kwamen.", "Tracy Romulus; Ray Romulus"),
        ("[Bart De Wever] won van [Bart Dewever].", "Bart De Wever; Bart Dewever"),
        ("[Prince] (12), [Paris] (11) en [Prince Michael II] (7).", "Prince; Paris; Prince Michael II"),
        ("[Vladimir Petrov] en [Olga Petrova].", "Vladimir Petrov; Olga Petrova"),
        ("[Jan Jansen sr.] en [Jan Jansen jr.] kwamen.", "Jan Jansen sr.; Jan Jansen jr."),
        ("[Wim Kok] won. [A. Kok] verloor.", "Wim Kok; A. Kok"),
        ("[Paul Kevin Jonas] kwam met zijn zoon [Kevin].", "Paul Kevin Jonas; Kevin"),
        ("[Roos] lacht. [Mei] slaapt.", "Roos; Mei"),
        ("[Rik Vos] ontkent. De spits zag een vrouw, [Els Mol] geheten, niet.", "Rik Vos; Els Mol"),
    ] {
        check_people(marked, expected);
    }
}

#[test]
fn close_choices() {
    for (marked, expected, reason) in [
        (
            "[Toine van Dam] leidt het bedrijf. Vader [Sjef van Dam] niet: [Sjef] rust. [Van Dam] werkt.",
            "Toine van Dam = Van Dam; Sjef van Dam = Sjef",
            "wie het verder kan zijn",
        ),
        (
            "Minister [Wouter Bos] kwam. Acteur [Piet Bos] ook. Minister [Bos] sprak.",
            "Wouter Bos = Bos; Piet Bos",
            "met hetzelfde woord",
        ),
        (
            "Zanger [Jan Mol] kwam met zangeres [Els Mol]. Mevrouw [Mol] zong.",
            "Jan Mol; Els Mol = Mol",
            "het woord ervoor",
        ),
        ("[Jan Mol] kwam met [Els Mol]. Mevrouw [Mol] zong.", "Jan Mol; Els Mol = Mol", "het woord ervoor"),
        ("[Jan Mol] en [Els Mol] kwamen. [Mol] sprak.", "Jan Mol = Mol; Els Mol", "het eerst"),
    ] {
        let annotation = read(marked, None);
        assert_eq!(people(&annotation), expected, "{marked}");
        let why = annotation.mentions.iter().find_map(|mention| match mention {
            Mention::Person(person) => person.why.clone(),
            _ => None,
        });
        assert!(why.as_ref().is_some_and(|why| why.contains(reason)), "{marked}: {why:?}");
    }
}

/// Each age with whose it is: `40-jarige Kim`.
fn ages(annotation: &Annotation) -> String {
    let age = |mention: &Mention| match mention {
        Mention::Age(age) => {
            let whose = age.person.map_or("-", |person| &annotation.people[person.0].name);
            Some(format!("{} {} {whose}", age.text, age.years))
        }
        _ => None,
    };
    annotation.mentions.iter().filter_map(age).collect::<Vec<_>>().join("; ")
}

#[test]
fn ages_and_their_owners() {
    for (marked, expected) in [
        ("De 43-jarige [West] denkt na.", "43-jarige 43 West"),
        ("De zeventienjarige [Vlad] zweeg.", "zeventienjarige 17 Vlad"),
        ("De 29-jarige verdachte, [Quinton Tellis], zweeg.", "29-jarige 29 Quinton Tellis"),
        ("[Wayde Sims], een 20-jarige basketballer, viel.", "20-jarige 20 Wayde Sims"),
        ("Zij hebben [North] (7), [Saint] (5) en [Psalm] (1).", "7 7 North; 5 5 Saint; 1 1 Psalm"),
        ("dochters [North], 8, en [Chicago], 3, en zoon [Psalm], 2.", "8 8 North; 3 3 Chicago; 2 2 Psalm"),
        ("[Jan Storm], 67 jaar, komt uit Havelte.", "67 jaar 67 Jan Storm"),
        ("[Sims] was 20 jaar oud.", "20 jaar oud 20 Sims"),
        ("[Risa Kusuma], een moeder van 35 jaar, huilde.", "35 jaar 35 Risa Kusuma"),
        ("Drie mannen van 33, 34 en 39 jaar oud zijn vast.", "33 33 -; 34 34 -; 39 jaar oud 39 -"),
        ("[Hazes] is gisteren overleden. Hij werd 53 jaar.", "53 jaar 53 Hazes"),
        ("[Prince] is op 57-jarige leeftijd overleden.", "57-jarige 57 Prince"),
        ("Wat [Fernando] liet zien op zijn 42ste was knap.", "42ste 42 Fernando"),
        ("[Chirac] viert woensdag zijn 74ste verjaardag.", "74ste 74 Chirac"),
        ("[Yeager] was destijds 24.", "24 24 Yeager"),
        ("[Kamprad] was 17 toen hij begon.", "17 17 Kamprad"),
        ("Dochter [Zonne] wordt volgende maand drie.", "drie 3 Zonne"),
        ("De aanvaller, twee weken geleden 29 geworden, tekende.", "29 29 -"),
        ("[Sien Biervliet] werd zaterdag honderd en danste.", "honderd 100 Sien Biervliet"),
        ("[Rafael van der Vaart], pas 18, scoorde.", "18 18 Rafael van der Vaart"),
        ("[Kim] en [Kanye] kwamen. De zangeres, 40, en rapper, 44, lachten.", "40 40 Kim; 44 44 Kanye"),
        ("[Kim] en [Kanye] kwamen. The [Kardashian]s ster, 40, en rapper, 44, lachten.", "40 40 Kim; 44 44 Kanye"),
        ("[Ype de Boer] stapt op. De 58-jarige burgemeester gaat.", "58-jarige 58 Ype de Boer"),
        ("De 12- en 14-jarige zonen van [Jan Vos] zijn thuis.", "12 12 -; 14-jarige 14 -"),
        ("dochters [North], 8, en Chicago, 3, en zonen Saint, 5.", "8 8 North; 5 5 -"),
        (
            "[Christine Ford] zegt dat [Brett Kavanaugh] dronken was toen zij 17 jaar oud was.",
            "17 jaar oud 17 Christine Ford",
        ),
        ("[Jan Vos] en [Els Mol] zijn terug. De 34-jarige zangeres lacht.", "34-jarige 34 Els Mol"),
        ("[Zoran Zaev] wacht, zei de 79-jarige Olivera Georgijevska.", "79-jarige 79 -"),
        ("Dat zei Wim Hendrikx, 46, gisteren.", "46 46 -"),
        ("Man (43) aangehouden. [Piet P.] zit vast.", "43 43 -"),
    ] {
        assert_eq!(ages(&read(marked, None)), expected, "{marked}");
    }
}

#[test]
fn not_ages() {
    for marked in [
        "[Kim] gaat na zeven jaar weg.",
        "[Danny van G.] kreeg zes jaar cel.",
        "[Femke] wilde haar vijfjarig huwelijk vieren na een negenjarige relatie.",
        "[Jan] tekende een driejarig contract en kreeg een tienjarige gevangenisstraf.",
        "De 80-jarige oorlog boeit [Jan].",
        "[Terpstra] reed voor een groep van elf.",
        "[Cohen] 30. [Balkenende] viel terug.",
        "[Pogačar] heeft 2 minuten en 43 seconden voorsprong.",
        "[Sims] was 198 cm groot.",
        "[Gülsüm Arslan], bijna 25 jaar in dienst, hoorde het.",
        "[Rutte], veertien jaar premier, begint bij de NAVO.",
        "[Boogerd] werd 45ste in de proloog.",
        "[Noorzai], vader van zes, wil weg.",
        "[Mulder] maakte zijn tiende doelpunt.",
        "[Wevers] kreeg 15,466 punten.",
        "[Clijsters] won met 6-4, 12-10.",
        "Ajax (3) won van PSV (2).",
        "Op nummers 7, 12 en 40 staat [Jan].",
        "Een dertiger belde [Jan] in 1998.",
        "[Chan], zijn vriendin van negen jaar, studeerde af.",
    ] {
        assert_eq!(ages(&read(marked, None)), "", "{marked}");
    }
}

#[test]
fn roles() {
    for (marked, expected) in [
        ("Ze huurde scheidingsadvocaat [Laura Wasser] in.", "scheidingsadvocaat"),
        ("Premier [Zaev] kwam.", "premier"),
        ("PvdA-leider [Wouter Bos] kwam.", "PvdA-leider"),
        (
            "[Tracy Romulus], die werkt als chief marketing officer van KKW Brands, kwam.",
            "chief marketing officer van KKW Brands",
        ),
        ("[Gerrit 't Hart], fractieleider van de oppositie.", "fractieleider van de oppositie"),
        ("Minister van Buitenlandse Zaken [Ri Yong Ho] sprak.", "minister van Buitenlandse Zaken"),
        ("[Jan Vos] is burgemeester van Sneek.", "burgemeester van Sneek"),
        ("Commissaris van de koningin [John Jorritsma] kwam.", "commissaris van de koningin"),
        ("Gisteren zag [Jan] een minister.", ""),
        ("[Jan], trainer [Piet] en [Klaas] kwamen.", ""),
    ] {
        assert_eq!(read(marked, None).people[0].roles.join("; "), expected, "{marked}");
    }
}

#[test]
fn relations() {
    for (marked, expected) in [
        ("[Kim] vroeg haar man [Kanye] mee.", "Kim: partner Kanye"),
        (
            "[Tracy Romulus], die werkt bij KKW, en echtgenoot [Ray Romulus] kwamen.",
            "Tracy Romulus: partner Ray Romulus",
        ),
        ("Zijn kinderen missen [Jan]. [Clooney]s vader [Nick] sprak.", "Clooney: parent Nick"),
        ("[Sigrid], dochter van [Dag Hermans], kwam.", "Sigrid: parent Dag Hermans"),
        (
            "[Kamprad] en zijn zonen [Peter], [Jonas] en [Mathias].",
            "Kamprad: child Peter; Kamprad: child Jonas; Kamprad: child Mathias",
        ),
        ("[Kim]'s ex-man [Kris] kwam.", "Kim: former partner Kris"),
        ("[Jan] zag zijn vriend [Piet].", ""),
        ("[Kim] zag haar vriend [Piet].", "Kim: partner Piet"),
        ("[Jan] ontmoette de broer van een kennis, [Piet].", ""),
    ] {
        let annotation = read(marked, None);
        let name = |place: usize| annotation.people[place].name.clone();
        let mut said = Vec::new();
        for person in &annotation.people {
            for relation in person.relations.iter().filter(|relation| relation.person.0 > person.id.0) {
                said.push(format!("{}: {} {}", person.name, relation.kind, name(relation.person.0)));
            }
        }
        assert_eq!(said.join("; "), expected, "{marked}");
    }
}

#[test]
fn births() {
    for (marked, published, expected) in [
        ("[Kim], 40, kwam.", "2021-10-01", "1980-10-02 1981-10-01"),
        ("[Kim], 40, kwam.", "2021-10", "1980-10-02 1981-10-31"),
        ("De 40-jarige [Kim] kwam.", "2021", "1980-01-02 1981-12-31"),
        ("[Kim] (40) kwam. [Kim], 41, ging.", "2021-10-01", ""),
        ("[Prince] overleed op 57-jarige leeftijd.", "2021-10-01", ""),
        ("[Wiarda], destijds 34 jaar, verdween.", "2021-10-01", ""),
    ] {
        let born = read(marked, Some(published)).people[0].born.clone();
        let said = born.map(|born| format!("{} {}", born.earliest, born.latest)).unwrap_or_default();
        assert_eq!(said, expected, "{marked} {published}");
    }
}

/// Ten times as many mentions take about ten times as long.
#[test]
fn many_mentions_stay_linear() {
    let article = |count: usize| -> String {
        let name =
            |i: usize| format!("[Jan{} Vos{}] zag zanger [Vos{}], 40, en [Jan{}]. ", i % 997, i, i % 1009, i % 499);
        (0..count).map(name).collect()
    };
    let time = |count: usize| {
        let marked = article(count);
        let start = std::time::Instant::now();
        assert!(!read(&marked, None).people.is_empty());
        start.elapsed().as_secs_f64()
    };
    time(100);
    let (short, long) = (time(500), time(5_000));
    assert!(long < 40.0 * short + 1.0, "{short} s, then {long} s");
}
