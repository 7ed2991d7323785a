//! `cargo xtask build`: the page, the wasm and the packs in `dist/`, and all of them in one file.

use crate::command::{npm_packages, root, run};
use base64::{Engine, prelude::BASE64_STANDARD};
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";
const WASM: &str = "kantlijn_bg.wasm";
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
const CODE_BUDGET: usize = 180_000;
const PAGE_BUDGET: usize = 1_000_000;

/// Builds `dist/`.
pub fn run_build() -> Result<(), Box<dyn Error>> {
    let dist = root().join("dist");
    let _ = fs::remove_dir_all(&dist);
    fs::create_dir_all(&dist)?;
    build_wasm(&dist)?;
    for (code, pack) in kantlijn::languages::PACKS {
        fs::write(dist.join(format!("{code}.pack")), pack)?;
    }
    copy_page(&root().join("www"), &dist)?;
    fs::write(dist.join("samples.js"), samples()?)?;
    fs::write(dist.join("kantlijn.html"), single_file(&dist)?)?;
    report_sizes(&dist)
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
        .generate(dist)?;
    let optimiser = npm_packages(&root().join("xtask"))?.join(".bin/wasm-opt");
    let wasm = dist.join(WASM);
    let wasm = wasm.to_str().ok_or("the path is not UTF-8")?;
    let mut arguments = vec!["-Oz", wasm, "-o", wasm];
    arguments.extend(FEATURES);
    run(optimiser.to_str().ok_or("the path is not UTF-8")?, &arguments)
}

fn target_folder() -> std::path::PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into)
}

fn ensure_target() -> Result<(), Box<dyn Error>> {
    let libraries = Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]).output()?;
    if Path::new(String::from_utf8(libraries.stdout)?.trim()).is_dir() {
        return Ok(());
    }
    run("rustup", &["target", "add", TARGET])
}

/// Copies the page as it is, folders and all.
fn copy_page(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_page(&entry.path(), &target)?;
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
    Ok(format!("/** The sample articles. */\nexport default {};\n", serde_json::to_string_pretty(&texts)?))
}

/// The page with its style, its script, the wasm and the packs inside, for opening from disk.
fn single_file(dist: &Path) -> Result<String, Box<dyn Error>> {
    let bundler = npm_packages(&root().join("xtask"))?.join(".bin/esbuild");
    let output = Command::new(bundler)
        .args(["app.js", "--bundle", "--format=esm", "--minify", "--log-level=error"])
        .current_dir(dist)
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let script = String::from_utf8(output.stdout)?.replace("</script", "<\\/script");
    let style = fs::read_to_string(dist.join("style.css"))?;
    let mut page = fs::read_to_string(dist.join("index.html"))?;
    let mut inlined = String::new();
    let names = kantlijn::languages::PACKS.iter().map(|(code, _)| format!("{code}.pack"));
    for name in std::iter::once(WASM.to_owned()).chain(names) {
        let data = BASE64_STANDARD.encode(fs::read(dist.join(&name))?);
        inlined +=
            &format!("<script type=\"application/octet-stream\" data-kantlijn-file=\"{name}\">{data}</script>\n");
    }
    for (linked, inside) in [
        ("<link rel=\"stylesheet\" href=\"style.css\">", format!("<style>\n{style}</style>")),
        (
            "<script type=\"module\" src=\"app.js\"></script>",
            format!("{inlined}<script type=\"module\">{script}</script>"),
        ),
    ] {
        let (before, after) = page.split_once(linked).ok_or_else(|| format!("index.html does not hold {linked}"))?;
        page = [before, &inside, after].concat();
    }
    Ok(page)
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
        let mut packed = Vec::new();
        let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
        brotli::BrotliCompress(&mut bytes.as_slice(), &mut packed, &parameters)?;
        println!("{name:20} {:>9} {:>9}", bytes.len(), packed.len());
        if name == WASM || name == "kantlijn.js" {
            code += packed.len();
        } else if name.ends_with(".pack") {
            largest_pack = largest_pack.max(packed.len());
        }
    }
    println!("wasm and glue {code} (budget {CODE_BUDGET}), with a pack {} (budget {PAGE_BUDGET})", code + largest_pack);
    if code > CODE_BUDGET || code + largest_pack > PAGE_BUDGET {
        return Err("the download is over its budget".into());
    }
    Ok(())
}
