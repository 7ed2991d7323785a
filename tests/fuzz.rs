//! The corpora of the fuzz targets, replayed: what they found once is found by every test run.

#[path = "fuzz/checks.rs"]
mod checks;

use std::fs;
use std::path::Path;

#[test]
fn every_file_of_every_corpus_holds() {
    for (target, check) in checks::TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(target);
        let files: Vec<_> = fs::read_dir(&folder).unwrap().flatten().map(|file| file.path()).collect();
        assert!(files.len() >= 20, "{target} has {} files", files.len());
        for file in files {
            println!("{}", file.display());
            check(&fs::read(file).unwrap());
        }
    }
}

/// The pack of the corpus may be of an earlier layout: the one of today, with a byte changed here and there.
#[test]
fn a_forged_pack_gives_wrong_marks_at_worst() {
    let pack = include_bytes!(concat!(env!("OUT_DIR"), "/eo.pack"));
    checks::pack(pack);
    for place in (28..pack.len()).step_by(37) {
        let mut forged = pack.to_vec();
        forged[place] ^= 1 << (place % 8);
        checks::pack(&forged);
    }
}
