//! When an event was: the evidence that ties a time to it.

use super::{Beside, Seen, Ties, beside, gap};
use crate::annotation::DateMention;
use crate::event::Notes;
use crate::event::dates::{Face, day};
use crate::event::features::mix;
use crate::event::modality::{TIMES, VERBS};
use crate::event::view::Kind;
use crate::event::when::{Moment, Reason};
use crate::lexicon::hash;
use crate::order;

/// Sentences before and after an event whose times can be its own.
const BACK: u32 = 3;
const AHEAD: u32 = 1;
/// How many times are looked at for an event: the nearest ones.
const NEAREST: usize = 12;

/// The times of an article.
pub(super) struct Clock {
    moments: Vec<Moment>,
    /// Of each moment, the first one with the same day, month or year.
    days: Vec<usize>,
    /// Of each mention: the time by the rules of the last mention before it that has one.
    told: Vec<Option<usize>>,
    /// Of each day, known by its first moment: how many mentions have it by the rules, and the most that any day has.
    counts: Vec<u32>,
    most: u32,
    /// How many mentions in four have a time by the rules.
    share: u32,
    /// Of each mention: the nearest ones of the same word.
    of_word: Vec<Beside>,
}

impl Clock {
    pub fn new(notes: &Notes, moments: Vec<Moment>, ruled: &[Option<(usize, Reason)>], dates: &[DateMention]) -> Self {
        let mut days = vec![0; moments.len()];
        let values = order::by_key(moments.iter().map(|moment| hash(day(&dates[moment.date].value))));
        for same in values.chunk_by(|a, b| a.0 == b.0) {
            same.iter().for_each(|(_, place)| days[*place] = same[0].1);
        }
        let mut counts = vec![0; moments.len()];
        let mut told = Vec::with_capacity(ruled.len());
        let mut last = None;
        for time in ruled {
            told.push(last);
            if let Some((moment, _)) = time {
                counts[days[*moment]] += 1;
                last = Some(*moment);
            }
        }
        Self {
            most: counts.iter().copied().max().unwrap_or_default(),
            share: (4 * ruled.iter().flatten().count() / ruled.len().max(1)) as u32,
            of_word: beside(notes.words.iter().copied()),
            moments,
            days,
            told,
            counts,
        }
    }
}

impl Ties<'_> {
    /// A moment's place among the dates.
    pub fn date(&self, moment: usize) -> usize {
        self.clock.moments[moment].date
    }

    /// The first token of a moment's sentence.
    pub(super) fn first_of_sentence(&self, moment: usize) -> usize {
        let first = self.clock.moments[moment].first;
        self.notes.clauses.sentence.partition_point(|sentence| *sentence < self.sentence(first))
    }

    /// Where a moment stands as seen from an event.
    fn moment_seen(&self, head: usize, moment: usize) -> Seen {
        let Moment { first, last, .. } = self.clock.moments[moment];
        self.seen(head, first, last)
    }

    /// Why a moment can be the time of the event of mention `place`.
    pub(in crate::event) fn reason(&self, place: usize, moment: usize) -> Reason {
        match self.moment_seen(self.notes.heads[place], moment).level {
            0 | 1 => Reason::Clause,
            2 => Reason::Sentence,
            6 if self.sentence(self.clock.moments[moment].first) == self.sentence(self.notes.heads[place]) + 1 => {
                Reason::Next
            }
            _ => Reason::Around,
        }
    }

    /// The moments that can be the time of the event of mention `place`, the nearest first: those of the sentences around
    /// it, of the mentions of its type and word before and after it, the article's first and the last before it.
    fn times_near(&self, place: usize) -> Vec<usize> {
        let Clock { moments, told, of_word, .. } = &self.clock;
        let head = self.notes.heads[place];
        let sentence = self.sentence(head);
        let start = moments.partition_point(|moment| self.sentence(moment.first) + BACK < sentence);
        let end = moments.partition_point(|moment| self.sentence(moment.first) <= sentence + AHEAD);
        let mut near: Vec<usize> = (start..end.max(start)).collect();
        let (of_type, of_word) = (self.of_type[place], of_word[place]);
        let alike = [of_type.before, of_type.after, of_word.before, of_word.after].into_iter().flatten();
        let last = moments.partition_point(|moment| moment.first < head).checked_sub(1);
        let first = (!moments.is_empty()).then_some(0);
        for moment in alike.filter_map(|other| self.time_by_rule(other)).chain(told[place]).chain(first).chain(last) {
            if !near.contains(&moment) {
                near.push(moment);
            }
        }
        order::sort_by_key(&mut near, |moment| {
            (self.moment_seen(head, *moment).level as usize, moments[*moment].first.abs_diff(head))
        });
        near.truncate(NEAREST);
        near
    }

    /// Calls `weigh` with the features that speak for the event of mention `place` having no time, and then with each
    /// moment that can be its time and the features that speak for that.
    pub fn times(&self, place: usize, mut weigh: impl FnMut(Option<usize>, &[u32])) {
        let near = self.times_near(place);
        let best = near.first().map(|nearest| self.moment_seen(self.notes.heads[place], *nearest).level);
        weigh(None, &self.of_none(place, best));
        let Some(best) = best else { return };
        let mut features = Vec::new();
        for (rank, moment) in near.iter().enumerate() {
            features.clear();
            self.of_time(place, *moment, (rank, near.len(), best), &mut |feature| features.push(feature));
            weigh(Some(*moment), &features);
        }
    }

    /// What speaks for no time; `best` is how near the nearest is.
    fn of_none(&self, place: usize, best: Option<u32>) -> [u32; 28] {
        let Clock { moments, of_word, share, .. } = &self.clock;
        let clauses = &self.notes.clauses;
        let (head, noun) = (self.notes.heads[place], u32::from(self.notes.nouns[place]));
        let (own, left) = (self.notes.atoms[head], self.atom(head.checked_sub(1), head));
        let event_type = u32::from(self.types[place]);
        let modality = self.modalities[place] as u32;
        let best = best.unwrap_or(7);
        // How far back the last time is.
        let last = moments[..moments.partition_point(|moment| moment.first < head)].last();
        let since = last.map_or(7, |last| (self.sentence(head) - self.sentence(last.first)).min(6));
        let rule = self.times[place].map_or(0, |(_, reason)| 1 + reason as u32);
        let mood = clauses.mood(head);
        let (verbs, times, form) = (mood.functions & VERBS, mood.functions & TIMES, mood.form as u32);
        let opening = self.sentence(head).min(2);
        // Whether other mentions have a time by the rules; 2 where there is none.
        let timed = |other: Option<usize>| other.map_or(2, |other| u32::from(self.times[other].is_some()));
        let pair = |beside: Beside| timed(beside.before) << 2 | timed(beside.after);
        let (of_type, of_word) = (pair(self.of_type[place]), pair(of_word[place]));
        let next = Some(place + 1).filter(|next| *next < self.times.len());
        let beside = pair(Beside { before: place.checked_sub(1), after: next });
        let features = [
            (70, 0, 0),
            (71, rule, noun),
            (72, rule, event_type),
            (73, best, noun),
            (74, best, event_type),
            (75, best, modality),
            (76, best, verbs),
            (77, own.word, 0),
            (78, own.word, best),
            (79, left.word, best.min(3)),
            (80, u32::from(left.reading.function), noun << 4 | best),
            (81, opening, best),
            (82, moments.len().min(5) as u32, best),
            (83, *share, best),
            (84, *share << 4 | rule, noun),
            (85, of_type, rule),
            (86, of_word, rule),
            (87, beside, rule),
            (88, beside, best),
            (89, since, rule),
            (90, since, noun << 3 | opening),
            (91, since << 4 | best, self.groups[place]),
            (92, modality, event_type),
            (93, own.reading.form as u32, form),
            (94, times, modality),
            (95, verbs, form),
            (96, mood.opener, 0),
            (97, mood.verb, 0),
        ];
        features.map(|(template, a, b)| mix(400 + template, a, b))
    }

    fn of_time(
        &self,
        place: usize,
        moment: usize,
        (rank, others, best): (usize, usize, u32),
        emit: &mut impl FnMut(u32),
    ) {
        let Clock { moments, days, told, counts, most, of_word, .. } = &self.clock;
        let clauses = &self.notes.clauses;
        let (head, noun) = (self.notes.heads[place], u32::from(self.notes.nouns[place]));
        let (Moment { first, last, date, .. }, day) = (&moments[moment], days[moment]);
        let own = self.notes.atoms[head];
        let event_type = u32::from(self.types[place]);
        let group = self.groups[place];
        let modality = self.modalities[place] as u32;
        let seen = self.seen(head, *first, *last);
        let (at, level, side) = (seen.at(), seen.level, seen.side);
        let rule = match self.times[place] {
            None => 0,
            Some((ruled, reason)) if ruled == moment => 1 + reason as u32,
            Some(_) => 7,
        };
        let Face { pattern, side: past, timex, modifier, .. } = self.notes.dates[*date];
        let (left, right) = (self.atom(first.checked_sub(1), *first), self.atom(Some(last + 1), *first));
        let function = u32::from(left.reading.function);
        let (mood, of_date) = (clauses.mood(head), clauses.mood(*first).functions & VERBS);
        let (verbs, times, form) = (mood.functions & VERBS, mood.functions & TIMES, mood.form as u32);
        let opening = self.sentence(head).min(2);
        let of_article = self.sentence(*first).min(3);
        let headline = u32::from(opening == 0);
        // Whether another mention has the same day by the rules: 3 where it has no time, 2 where there is none.
        let same = |other: Option<usize>| match other.map(|other| self.time_by_rule(other)) {
            None => 2,
            Some(None) => 3,
            Some(Some(time)) => u32::from(days[time] == day),
        };
        let pair = |beside: Beside| same(beside.before) << 2 | same(beside.after);
        let (of_type, of_word) = (pair(self.of_type[place]), pair(of_word[place]));
        let next = Some(place + 1).filter(|next| *next < self.times.len());
        let before = place.checked_sub(1);
        let joined = |other: Option<usize>| {
            u32::from(other.is_some_and(|other| clauses.clause[self.notes.heads[other]] == clauses.clause[head]))
        };
        let (joined_before, joined_next) = (joined(before), joined(next));
        let (before, next) = (same(before), same(next));
        let told = told[place].map_or(2, |time| u32::from(days[time] == day));
        let count = counts[day];
        let main = u32::from(count > 0 && count == *most);
        let rank = rank.min(3) as u32;
        let follows =
            u32::from(*first < head && moments.get(moment + 1).is_none_or(|following| following.first > head));
        let features = [
            (0, 0, 0),
            (1, rule, 0),
            (2, rule, noun),
            (3, rule, pattern),
            (4, rule, event_type),
            // Where it stands.
            (5, at, gap(seen.tokens)),
            (6, at, noun),
            (7, at, event_type),
            (8, at, group),
            (9, level << 4 | gap(seen.tokens), noun),
            (10, rank, level),
            (11, rank << 4 | level, noun << 4 | others.min(5) as u32),
            (12, best, level),
            (13, best << 4 | level, noun),
            (14, follows, level),
            (15, u32::from(moment == 0), level),
            (16, of_article << 4 | level, opening),
            (17, headline << 4 | level, noun),
            (18, headline << 4 | of_article, pattern),
            // What it says.
            (19, pattern, 0),
            (20, pattern, at),
            (21, pattern, event_type),
            (22, pattern, group ^ level),
            (23, pattern, function << 4 | at),
            (24, timex as u32, at),
            (25, modifier, at),
            (26, past, modality),
            (27, past << 4 | modality, at),
            (28, past << 4 | form, noun),
            (29, times, past << 2 | modality),
            (30, pattern, past << 2 | modality),
            // The words beside it.
            (31, left.word, 0),
            (32, left.word, side),
            (33, left.word, noun << 4 | at),
            (34, left.word, pattern),
            (35, function, noun << 4 | at),
            (36, function, event_type),
            (37, right.word, side),
            (38, u32::from(right.kind == Kind::Stop), at),
            // The event.
            (39, verbs, at),
            (40, of_date, level),
            (41, u32::from(of_date == verbs), level << 1 | noun),
            (42, own.word, 0),
            (43, own.word, level),
            (44, own.word, at),
            (45, modality, level),
            (46, modality << 4 | level, noun),
            (47, modality, event_type),
            (48, self.atom(head.checked_sub(1), head).word, level),
            (49, self.atom(Some(head + 1), head).word, at),
            // What other mentions have.
            (50, of_type, level),
            (51, of_type << 1 | noun, event_type),
            (52, of_word, level),
            (53, of_word, noun),
            (54, before << 2 | next, level),
            (55, before << 1 | joined_before, level),
            (56, next << 1 | joined_next, level),
            (57, told, level),
            (58, told << 1 | noun, level),
            (59, told, event_type),
            (60, told << 4 | own.reading.form as u32, level << 4 | form),
            (61, count.min(3), level),
            (62, main << 4 | level, noun),
            (63, main << 2 | opening, noun),
            (64, pattern, main << 2 | modality),
        ];
        features.into_iter().for_each(|(template, a, b)| emit(mix(400 + template, a, b)));
    }
}
