//! Putting things in order. The standard library compiles a sort of its own for every type and every kind of key, some
//! four kilobytes of wasm each; here all share a heap of plain numbers, which takes half a kilobyte.

use std::collections::BinaryHeap;

/// Orders by key, a pair of numbers below 2³²; what has the same key stays in the order it was in.
pub fn sort_by_key<T>(items: &mut [T], key: impl FnMut(&T) -> (usize, usize)) {
    let keys: Vec<(usize, usize)> = items.iter().map(key).collect();
    if keys.is_sorted() {
        // Most are.
        return;
    }
    let mut sources = sources(keys);
    // Each circle of places in turn: what belongs in a place comes from the next.
    for start in 0..items.len() {
        let mut at = start;
        while sources[at] != start {
            let from = std::mem::replace(&mut sources[at], at);
            items.swap(at, from);
            at = from;
        }
        sources[at] = at;
    }
}

/// Keys with their places, those that are alike together, in the order they came in.
pub fn by_key(keys: impl Iterator<Item = u32>) -> Vec<(u32, usize)> {
    let mut order: Vec<(u32, usize)> = keys.zip(0..).collect();
    sort_by_key(&mut order, |(key, place)| (*key as usize, *place));
    order
}

/// Where what belongs in each place stands.
fn sources(keys: Vec<(usize, usize)>) -> Vec<usize> {
    let number = |(place, (first, second))| (first as u128) << 64 | (second as u128) << 32 | place as u128;
    let numbers: BinaryHeap<u128> = keys.into_iter().enumerate().map(number).collect();
    numbers.into_sorted_vec().into_iter().map(|number| number as u32 as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_stay_in_order() {
        let keys = [(3, 1), (0, 9), (3, 0), (0, 9), (1, 4), (3, 1), (0, 2)];
        let mut items: Vec<_> = keys.into_iter().zip('a'..).collect();
        let mut expected = items.clone();
        expected.sort_by_key(|(key, _)| *key);
        sort_by_key(&mut items, |(key, _)| *key);
        assert_eq!(items, expected);
    }
}
