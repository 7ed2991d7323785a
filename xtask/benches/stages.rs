//! `cargo bench --package xtask --profile xtask`: each stage alone, and the whole.

#![allow(dead_code, unused_imports, reason = "the benches need a part of what the tasks share")]

#[path = "../src/command.rs"]
mod command;
#[path = "../src/corpus.rs"]
mod corpus;
#[path = "../src/stages.rs"]
mod stages;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// The length of the text, in characters: an article, and many.
const LENGTHS: [usize; 2] = [5_000, 100_000];

fn stages(criterion: &mut Criterion) {
    for (code, pack) in kantlijn::languages::PACKS {
        let language = kantlijn::load(*pack).expect("the pack was made by this build");
        for length in LENGTHS {
            let text = stages::varied_text(code, length).expect("the articles lie in the repository");
            let mut group = criterion.benchmark_group(format!("{code}/{length}"));
            group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(20);
            let bench = |stage, run: &dyn Fn()| {
                group.bench_function(stage, |bencher| bencher.iter(run));
            };
            stages::each(&text, &language, bench).expect("the stages read their own pack");
        }
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);
