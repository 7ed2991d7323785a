//! Who is who: grouping, ages, roles, relations and births, on marked sentences.
//!
//! `[Kim]` is a mention of a person; what the marks leave open is the answer's part.

use kantlijn::{Annotation, Article, Language, Mention, Options, Span, annotate, annotate_with_persons, language};
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
fn names_that_are_found() {
    for (marked, expected) in [
        ("Gisteren sprak Mark Rutte in Den Haag met Ursula von der Leyen.", "Mark Rutte; Ursula von der Leyen"),
        ("De heer Chr. K. Mulder heeft een reclamebureau.", "Chr. K. Mulder"),
        // Long titles of works are no one's name, whatever names stand in them.
        ("Ze keek elke avond naar Keeping Up With the Kardashians.", ""),
        ("De zender herhaalt Buffy the Vampire Slayer.", ""),
    ] {
        let found = annotate(&Article::new(marked).unwrap(), &DUTCH, &Options::default());
        assert_eq!(people(&found), expected, "{marked}");
    }
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
        ("[Gerben 't Veld] zei het. ['t Veld] zweeg.", "Gerben 't Veld = 't Veld"),
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
        ("[Hilde Mostert] en echtgenoot [Koen Mostert] kwamen.", "Hilde Mostert; Koen Mostert"),
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
        ("De 51-jarige [Wendel] denkt na.", "51-jarige 51 Wendel"),
        ("De zeventienjarige [Vlad] zweeg.", "zeventienjarige 17 Vlad"),
        ("De 29-jarige verdachte, [Quinton Tellis], zweeg.", "29-jarige 29 Quinton Tellis"),
        ("[Wayde Sims], een 20-jarige basketballer, viel.", "20-jarige 20 Wayde Sims"),
        ("Zij hebben [Fenna] (9), [Siem] (6) en [Lotte] (2).", "9 9 Fenna; 6 6 Siem; 2 2 Lotte"),
        ("zussen [Fenna], 9, en [Lotte], 4, en broer [Siem], 6.", "9 9 Fenna; 4 4 Lotte; 6 6 Siem"),
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
        ("[Leentje Oosterwal] werd gisteren negentig en zong.", "negentig 90 Leentje Oosterwal"),
        ("[Rafael van der Vaart], pas 18, scoorde.", "18 18 Rafael van der Vaart"),
        ("[Hilde] en [Koen] kwamen. De zangeres, 38, en gitarist, 52, lachten.", "38 38 Hilde; 52 52 Koen"),
        ("[Hilde] en [Koen] kwamen. The [Mostert]s ster, 38, en gitarist, 52, lachten.", "38 38 Hilde; 52 52 Koen"),
        ("[Ype de Boer] stapt op. De 58-jarige burgemeester gaat.", "58-jarige 58 Ype de Boer"),
        ("De 12- en 14-jarige zonen van [Jan Vos] zijn thuis.", "12 12 -; 14-jarige 14 -"),
        ("De 9- en 12- en 14-jarige zonen van [Jan Vos] zijn thuis.", "9 9 -; 12 12 -; 14-jarige 14 -"),
        ("zussen [Fenna], 9, en Lotte, 4, en broers Siem, 6.", "9 9 Fenna; 6 6 -"),
        ("[Sanne Olde] vertelt dat [Bram Terwal] verdween toen zij nog 19 jaar oud was.", "19 jaar oud 19 Sanne Olde"),
        ("[Jan Vos] en [Els Mol] zijn terug. De 34-jarige zangeres lacht.", "34-jarige 34 Els Mol"),
        ("[Bram Terwal] zwijgt, vertelt de 83-jarige Mirela Vostanova.", "83-jarige 83 -"),
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
        "[Sanne Olde], bijna 30 jaar bij de bank, zweeg.",
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
        ("Ze huurde scheidingsadvocaat [Nora Wendel] in.", "scheidingsadvocaat"),
        ("Premier [Terwal] kwam.", "premier"),
        ("PvdA-leider [Wouter Bos] kwam.", "PvdA-leider"),
        (
            "[Hilde Mostert], die werkt als chief executive officer van Veltra Energie, kwam.",
            "chief executive officer van Veltra Energie",
        ),
        ("[Gerben 't Veld], fractieleider van de oppositie.", "fractieleider van de oppositie"),
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
            "[Hilde Mostert], die werkt bij Veltra, en echtgenoot [Koen Mostert] kwamen.",
            "Hilde Mostert: partner Koen Mostert",
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

/// Spans that no reader would mark are left out, and break nothing.
#[test]
fn hostile_spans() {
    let text = "Jéroen's man Kim en 40-jarige  vrouw van Vos, 12 jaar, haar zoon Piet.";
    let article = Article::new(text).unwrap();
    let found = |spans: &[Span]| -> Vec<String> {
        let annotation = annotate_with_persons(&article, &DUTCH, &Options::default(), spans);
        let person = |mention: &Mention| matches!(mention, Mention::Person(_)).then(|| mention.text().to_owned());
        annotation.mentions.iter().filter_map(person).collect()
    };
    let place = |part: &str| {
        let start = text.find(part).unwrap();
        Span::new(start, start + part.len())
    };
    let nothing: &[&str] = &[];
    for (spans, expected) in [
        (&[Span { start: 0, end: text.len() + 1 }][..], nothing),
        (&[Span { start: usize::MAX, end: usize::MAX }], nothing),
        (&[Span { start: 3, end: 1 }, Span { start: 4, end: 4 }], nothing),
        // Inside a letter.
        (&[Span { start: 0, end: 2 }, Span { start: 2, end: 5 }], nothing),
        (&[place(" man"), place("man "), place("jarige "), place("  ")], nothing),
        // One token, twice.
        (&[place("J"), place("roen"), place("Kim")], &["J", "Kim"]),
        (&[place("Kim"), place("Jéroen")], &["Kim"]),
        (&[place("Kim en 40"), place("Kim")], &["Kim en 40"]),
        (&[place("man"), place("Kim")], &["man", "Kim"]),
        (&[place("zoon"), place("Piet")], &["zoon", "Piet"]),
    ] {
        assert_eq!(found(spans), expected, "{spans:?}");
    }
    // Each pair of spans there is.
    let ends: Vec<usize> = (0..=text.len()).step_by(3).collect();
    let all = ends.iter().flat_map(|start| ends.iter().map(|end| Span { start: *start, end: *end }));
    let all: Vec<Span> = all.filter(|span| span.start < span.end).collect();
    for first in all.iter().step_by(3) {
        found(&[&[*first], &all[..]].concat());
        found(&[*first, Span { start: first.end, end: text.len() }]);
    }
}

/// Fifty times as much text takes about fifty times as long; a time that grows with the square is far beyond
/// the bound, and a busy machine is not.
#[test]
fn long_texts_stay_linear() {
    let name = |i: usize| format!("[Jan{} Vos{}] zag zanger [Vos{}], 40, en [Jan{}]. ", i % 997, i, i % 1009, i % 499);
    let numbers = |i: usize| format!("{}, ", i % 90 + 1);
    let hyphens = |_| "12- en ".to_owned();
    let adjectives = |_| "veertigjarige ".to_owned();
    let pieces: [(usize, &dyn Fn(usize) -> String); 4] =
        [(100, &name), (2_000, &numbers), (2_000, &hyphens), (500, &adjectives)];
    for (count, piece) in pieces {
        let time = |count: usize| {
            let marked: String = (0..count).map(piece).chain(["[Kim] kwam.".to_owned()]).collect();
            let start = std::time::Instant::now();
            assert!(!read(&marked, None).people.is_empty());
            start.elapsed().as_secs_f64()
        };
        time(count);
        let (short, long) = (time(count), time(50 * count));
        assert!(long < 500.0 * short + 5.0, "{}: {short} s, then {long} s", piece(0));
    }
}
