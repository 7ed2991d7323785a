//! The program as its users run it: arguments, bad input, exit codes.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_kantlijn"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses its arguments does not read its input.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

/// Runs, and checks the exit code and what the two streams hold.
fn check(arguments: &[&str], input: &[u8], code: i32, stdout: &str, stderr: &str) {
    let output = run(arguments, input);
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {err}");
    assert!(out.contains(stdout), "{arguments:?}: {stdout:?} not in {out:?}");
    assert!(err.contains(stderr), "{arguments:?}: {stderr:?} not in {err:?}");
    assert!(!err.contains("panicked"), "{err}");
}

const ARTICLE: &[u8] = "Kim Kardashian vroeg op 19 februari 2021 de scheiding aan.".as_bytes();

#[test]
fn formats() {
    check(&["annotate"], ARTICLE, 0, "Kim Kardashian", "");
    check(&["annotate", "--format", "json"], ARTICLE, 0, "\"version\": 1", "");
    check(&["annotate", "--format", "html"], b"1 < 2 & 3", 0, "1 &lt; 2 &amp; 3", "");
    check(&["annotate", "--format", "json", "--published", "2021-02"], ARTICLE, 0, "\"source\": \"given\"", "");
    check(&["--help"], b"", 0, "annotate", "");
    check(&["annotate", "--help"], b"", 0, "Examples:", "");
}

#[test]
fn output_that_is_no_terminal_has_no_colours() {
    assert!(!run(&["annotate"], ARTICLE).stdout.contains(&0x1b));
    let hostile = run(&["annotate"], b"Kim \x1b[2J Kardashian");
    assert!(!hostile.stdout.contains(&0x1b));
}

#[test]
fn bad_input() {
    check(&["annotate"], b"", 1, "", "there is no text");
    check(&["annotate"], b" \n\t", 1, "", "there is no text");
    check(&["annotate"], b"Kim \xff", 1, "", "not UTF-8 (byte 4)");
    check(
        &["annotate"],
        "a ".repeat(5 << 19).as_bytes(),
        1,
        "",
        "the text is 5242880 bytes long and the cap is 1048576",
    );
    check(&["annotate", "--max-bytes", "10"], ARTICLE, 1, "", "raise the cap");
    check(&["annotate", "--format", "json"], b"Kim\0Kardashian\x07", 0, "mentions", "");
    check(&["annotate", "/no/such/file"], b"", 1, "", "/no/such/file");
    check(&["annotate", "/"], b"", 1, "", "/");
    check(&["annotate", "--ndjson", "/"], b"", 1, "\"line\":1", "1 lines could not be annotated");
    check(&["annotate", "--max-bytes", "18446744073709551615"], ARTICLE, 0, "Kim", "");
}

#[test]
fn bad_arguments() {
    check(&["annotate", "--lang", "xx"], ARTICLE, 2, "", "there is no language \"xx\"");
    check(&["annotate", "--published", "2021-02-30"], ARTICLE, 2, "", "2021-02-22");
    check(&["annotate", "--published", "gisteren"], ARTICLE, 2, "", "is not a date");
    check(&["annotate", "--format", "xml"], ARTICLE, 2, "", "xml");
    check(&["annotate", "--offsets", "glyph"], ARTICLE, 2, "", "codepoint");
    check(&["annotate", "--ndjson", "--format", "html"], ARTICLE, 2, "", "cannot be used with");
    check(&["annotate", "--ndjson", "--threads", "0"], ARTICLE, 2, "", "1..=256");
    check(&[], b"", 2, "", "Usage");
}

#[test]
fn a_bad_line_does_not_end_the_run() {
    let input = b"{\"id\":\"a\",\"text\":\"Kim\"}\n\n{oops\n{\"id\":2,\"text\":\"Jan\",\"published\":\"2021-02-30\"}\n\xff\xfe\n\
        {\"id\":\"b\",\"text\":\"\"}\n{\"id\":\"c\",\"text\":\"Piet\",\"lang\":\"xx\"}\n{\"id\":\"z\",\"text\":\"Klaas\"}";
    let output = run(&["annotate", "--ndjson"], input);
    assert_eq!(output.status.code(), Some(1));
    let lines: Vec<serde_json::Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<(Option<&str>, bool)> =
        lines.iter().map(|line| (line["id"].as_str(), line.get("error").is_some())).collect();
    let expected = [
        (Some("a"), false),
        (None, true),
        (Some("2"), true),
        (None, true),
        (Some("b"), true),
        (Some("c"), true),
        (Some("z"), false),
    ];
    assert_eq!(told, expected);
    assert_eq!(lines[1]["line"], 3);
    assert!(String::from_utf8(output.stderr).unwrap().contains("5 lines could not be annotated"));
}

#[test]
fn a_lines_own_language_wins_and_reasons_can_be_in_another() {
    let lines =
        "{\"text\":\"Het kwam op 3 mei 2021.\"}\n{\"lang\":\"en\",\"text\":\"It came on 3 May 2021.\"}\n".as_bytes();
    for chosen in ["auto", "nl"] {
        let output = String::from_utf8(run(&["annotate", "--ndjson", "--lang", chosen], lines).stdout).unwrap();
        for (line, told) in output.lines().zip(["De tekst noemt het zelf", "The text says so itself"]) {
            assert!(line.contains(told), "{line}");
        }
    }
    check(
        &["annotate", "--format", "json", "--why-lang", "en"],
        ARTICLE,
        0,
        "The text says so itself: 2021-02-19.",
        "",
    );
    check(&["annotate", "--why-lang", "xx"], ARTICLE, 2, "", "there is no language \"xx\"");
}

#[test]
fn a_line_past_the_cap_is_refused_and_the_next_is_read() {
    let long = format!("{{\"id\":\"a\",\"text\":\"{}\"}}\n{{\"id\":\"b\",\"text\":\"Kim\"}}\n", "a".repeat(200_000));
    let output = run(&["annotate", "--ndjson", "--max-bytes", "1000"], long.as_bytes());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("the line is longer than") && text.contains("\"id\":\"b\""), "{text}");
}

/// Articles with and without ids, and lines that cannot be read.
fn stream(length: usize) -> String {
    let line = |i: usize| match i % 5 {
        0 => format!("{{\"text\":\"Jan Jansen {i} trouwde in 2001.\"}}\n"),
        1 => "{oops\n".to_owned(),
        _ => format!("{{\"id\":\"a{i}\",\"text\":\"Kim Kardashian kwam op {} mei 2021.\"}}\n", i % 31 + 1),
    };
    (0..length).map(line).collect()
}

#[test]
fn many_threads_write_what_one_writes() {
    let input = stream(300);
    let one = run(&["annotate", "--ndjson", "--threads", "1"], input.as_bytes()).stdout;
    let many = run(&["annotate", "--ndjson", "--threads", "7"], input.as_bytes()).stdout;
    assert_eq!(one.iter().filter(|byte| **byte == b'\n').count(), 300);
    assert_eq!(one, many);
}

#[test]
fn a_run_that_was_cut_off_goes_on() {
    let input = stream(100);
    let whole = run(&["annotate", "--ndjson"], input.as_bytes()).stdout;
    let path = std::env::temp_dir().join(format!("kantlijn-resume-{}", std::process::id()));
    for cut in [0, 1, 500, whole.len() / 2, whole.len() - 1, whole.len()] {
        std::fs::write(&path, &whole[..cut]).unwrap();
        run(&["annotate", "--ndjson", "--resume", path.to_str().unwrap()], input.as_bytes());
        assert!(std::fs::read(&path).unwrap() == whole, "cut at {cut}");
    }
    std::fs::write(&path, "{\"id\":\"other\"}\n").unwrap();
    let output = run(&["annotate", "--ndjson", "--resume", path.to_str().unwrap()], input.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert!(std::fs::read_to_string(&path).unwrap().contains("give the same input"));
    check(&["annotate", "--ndjson", "--resume", path.to_str().unwrap(), "a", "b"], b"", 2, "", "one file");
    std::fs::write(&path, "not ours\n").unwrap();
    check(&["annotate", "--ndjson", "--resume", path.to_str().unwrap()], b"", 1, "", "choose another file");
    std::fs::remove_file(&path).unwrap();
}
#[test]
fn offsets_count_what_is_asked() {
    for (unit, expected) in [("codepoint", 2), ("utf16", 4), ("byte", 8)] {
        let output = run(&["annotate", "--format", "json", "--offsets", unit], "👍🏻3 mei 2021 was het.".as_bytes());
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(json["mentions"][0]["spans"][0][0], expected, "{unit}: {json}");
    }
}
