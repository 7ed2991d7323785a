//! `cargo xtask build`: the page, the wasm and the packs in `dist/`, and all of them in one file.

use crate::command::{npm_packages, root, run, target_folder};
use crate::{package, types};
use base64::{Engine, prelude::BASE64_STANDARD};
use kantlijn::languages;
use sha2::{Digest, Sha256, Sha384};
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";
/// The compiled library.
pub const WASM: &str = "kantlijn_bg.wasm";
/// The element with all it imports, for one script tag.
pub const ELEMENT: &str = "kantlijn-element.js";
/// The styles that `index.html` links to, in order.
const STYLES: &[&str] = &["marks.css", "card.css", "style.css"];
/// What every browser of the last three years has; wasm-opt may use no more than this.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
];
/// The most that a page in one language downloads, in bytes of brotli: code alone, and code with its pack.
const CODE_BUDGET: usize = 179_000;
const PAGE_BUDGET: usize = 600_000;

/// Builds `dist/`.
pub fn run_build() -> Result<(), Box<dyn Error>> {
    let dist = root().join("dist");
    let _ = fs::remove_dir_all(&dist);
    build_engine(&dist)?;
    copy_folder(&root().join("www"), &dist)?;
    fs::write(dist.join("samples.js"), samples()?)?;
    fs::write(dist.join("styles.js"), styles(&dist)?)?;
    let types = types::typescript(&fs::read_to_string(root().join("src/annotation.rs"))?)?;
    fs::write(dist.join("annotation.d.ts"), types)?;
    fs::write(dist.join("kantlijn.html"), single_file(&dist)?)?;
    fill_service_worker(&dist)?;
    fs::write(dist.join(ELEMENT), bundle(&dist, "kantlijn-article-define.js", "esm")?)?;
    package::build_all(&dist)?;
    report_sizes(&dist)
}

/// What every host needs, in a folder of its own: the wasm with its glue, and the packs.
pub fn build_engine(dist: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(dist)?;
    build_wasm(dist)?;
    for (code, pack) in languages::PACKS {
        fs::write(dist.join(format!("{code}.pack")), pack)?;
    }
    Ok(())
}

/// Compiles the library, writes the glue, shrinks the wasm.
fn build_wasm(dist: &Path) -> Result<(), Box<dyn Error>> {
    ensure_target()?;
    run("cargo", &["build", "--quiet", "--lib", "--profile", "wasm", "--target", TARGET])?;
    let compiled = target_folder().join(TARGET).join("wasm/kantlijn.wasm");
    Bindgen::new()
        .input_path(compiled)
        .web(true)?
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        // After a trap the page makes a new instance.
        .reset_state_function(true)
        .generate(dist)?;
    let optimiser = npm_packages(&root().join("xtask"))?.join(".bin/wasm-opt");
    let wasm = dist.join(WASM);
    let wasm = wasm.to_str().ok_or("the path is not UTF-8")?;
    // Flattened first, the optimiser sees more; twice finds what the first pass laid open. What it would inline, the
    // compiler has left apart with reason: repeated, it packs worse (8 KB of brotli).
    let mut arguments = vec!["-aimfs", "0", "-fimfs", "0", "-ocimfs", "0"];
    arguments.extend(["--flatten", "--rereloop", "-O3", "-O3", wasm, "-o", wasm]);
    arguments.extend(FEATURES);
    run(optimiser.to_str().ok_or("the path is not UTF-8")?, &arguments)
}

fn ensure_target() -> Result<(), Box<dyn Error>> {
    let libraries = Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]).output()?;
    if Path::new(String::from_utf8(libraries.stdout)?.trim()).is_dir() {
        return Ok(());
    }
    run("rustup", &["target", "add", TARGET])
}

/// Copies a folder as it is, with the folders in it.
pub fn copy_folder(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// The module that carries the sample articles.
fn samples() -> Result<String, Box<dyn Error>> {
    let folder = root().join("seeds");
    let mut paths: Vec<_> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    paths.sort();
    let texts: Vec<String> = paths.iter().map(fs::read_to_string).collect::<Result<_, _>>()?;
    let told = |text: &String| kantlijn::detect(text, languages::WORDS);
    let samples: Vec<_> = texts.iter().map(|text| serde_json::json!({"lang": told(text), "text": text})).collect();
    Ok(format!("/** The sample articles. */\nexport default {};\n", serde_json::to_string_pretty(&samples)?))
}

/// The module that carries the element's styles, which no page needs to link to.
fn styles(dist: &Path) -> Result<String, Box<dyn Error>> {
    let mut module = String::from("/** The styles of the element. */\n");
    for (name, file) in [("MARKS", "marks.css"), ("CARD", "card.css"), ("ELEMENT", "element.css")] {
        let style = fs::read_to_string(dist.join(file))?;
        module += &format!("export const {name} = {};\n", serde_json::to_string(&style)?);
    }
    Ok(module)
}

/// Tells the service worker what to keep: all that the page loads for an article in the first language, under a name
/// that changes with it.
fn fill_service_worker(dist: &Path) -> Result<(), Box<dyn Error>> {
    let mut names = vec!["./".to_owned()];
    let mut all = Sha256::new();
    let mut entries: Vec<_> = fs::read_dir(dist)?.flatten().collect();
    entries.sort_by_key(|entry| entry.file_name());
    for entry in entries {
        let name = entry.file_name().into_string().map_err(|_| "a file's name is not UTF-8")?;
        all.update(fs::read(entry.path())?);
        let loaded = [".js", ".css", ".wasm"].iter().any(|end| name.ends_with(end))
            || name.strip_suffix(".pack") == languages::PACKS.first().map(|(code, _)| *code);
        if loaded && !name.starts_with("kantlijn-article") && name != "sw.js" {
            names.push(name);
        }
    }
    let path = dist.join("sw.js");
    let version = BASE64_STANDARD.encode(&all.finalize()[..9]);
    let script = fs::read_to_string(&path)?.replace("kantlijn-VERSION", &format!("kantlijn-{version}"));
    fs::write(path, script.replace("['./']", &serde_json::to_string(&names)?))?;
    Ok(())
}

/// Bundles a module of the page with all it imports.
pub fn bundle(dist: &Path, entry: &str, format: &str) -> Result<String, Box<dyn Error>> {
    let bundler = npm_packages(&root().join("xtask"))?.join(".bin/esbuild");
    let output = Command::new(bundler)
        .args([entry, "--bundle", "--minify", "--log-level=error", &format!("--format={format}")])
        .current_dir(dist)
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// The page with its styles, its script, the wasm, the packs and the worker inside, for opening from disk. Its policy
/// allows exactly these and no connection.
fn single_file(dist: &Path) -> Result<String, Box<dyn Error>> {
    let script = bundle(dist, "app.js", "esm")?.replace("</script", "<\\/script");
    let mut inlined = String::new();
    let mut carry = |name: &str, bytes: &[u8]| {
        let data = BASE64_STANDARD.encode(bytes);
        inlined +=
            &format!("<script type=\"application/octet-stream\" data-kantlijn-file=\"{name}\">{data}</script>\n");
    };
    carry(WASM, &fs::read(dist.join(WASM))?);
    for (code, pack) in languages::PACKS {
        carry(&format!("{code}.pack"), pack);
    }
    carry("worker.js", bundle(dist, "worker.js", "iife")?.as_bytes());

    let mut page = fs::read_to_string(dist.join("index.html"))?;
    let mut replace = |old: &str, new: &str| -> Result<(), Box<dyn Error>> {
        let (before, after) = page.split_once(old).ok_or_else(|| format!("index.html does not hold {old}"))?;
        page = [before, new, after].concat();
        Ok(())
    };
    let mut style_hashes = Vec::new();
    for name in STYLES {
        let style = fs::read_to_string(dist.join(name))?;
        style_hashes.push(format!("'{}'", integrity::<Sha256>("sha256", style.as_bytes())));
        replace(&format!("<link rel=\"stylesheet\" href=\"{name}\">"), &format!("<style>{style}</style>"))?;
    }
    let script_hash = integrity::<Sha256>("sha256", script.as_bytes());
    replace("script-src 'self'", &format!("script-src '{script_hash}'"))?;
    replace("style-src 'self'", &format!("style-src {}", style_hashes.join(" ")))?;
    replace("connect-src 'self'", "connect-src 'none'")?;
    replace("worker-src 'self'", "worker-src blob:")?;
    replace(
        "<script type=\"module\" src=\"app.js\"></script>",
        &format!("{inlined}<script type=\"module\">{script}</script>"),
    )?;
    Ok(page)
}

/// A hash as policies and `integrity` attributes write it.
fn integrity<D: Digest>(name: &str, bytes: &[u8]) -> String {
    format!("{name}-{}", BASE64_STANDARD.encode(D::digest(bytes)))
}

/// How many bytes brotli leaves.
pub fn packed_size(mut bytes: &[u8]) -> Result<usize, Box<dyn Error>> {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    brotli::BrotliCompress(&mut bytes, &mut packed, &parameters)?;
    Ok(packed.len())
}

/// Prints what a browser downloads, and fails over budget.
fn report_sizes(dist: &Path) -> Result<(), Box<dyn Error>> {
    let mut code = 0;
    let mut largest_pack = 0;
    println!("{:20} {:>9} {:>9}", "file", "bytes", "brotli");
    let mut names: Vec<_> = fs::read_dir(dist)?.flatten().filter(|entry| entry.path().is_file()).collect();
    names.sort_by_key(|entry| entry.file_name());
    for entry in names {
        let bytes = fs::read(entry.path())?;
        let name = entry.file_name().into_string().map_err(|_| "a file's name is not UTF-8")?;
        let packed = packed_size(&bytes)?;
        println!("{name:20} {:>9} {packed:>9}", bytes.len());
        if name == WASM || name == "kantlijn.js" {
            code += packed;
        } else if name.ends_with(".pack") {
            largest_pack = largest_pack.max(packed);
        }
    }
    for name in [ELEMENT, WASM] {
        println!("{name} integrity {}", integrity::<Sha384>("sha384", &fs::read(dist.join(name))?));
    }
    println!("wasm and glue {code} (budget {CODE_BUDGET}), with a pack {} (budget {PAGE_BUDGET})", code + largest_pack);
    if code > CODE_BUDGET || code + largest_pack > PAGE_BUDGET {
        return Err("the download is over its budget".into());
    }
    Ok(())
}
