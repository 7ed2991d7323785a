//! `cargo xtask serve`: builds the page and serves it on loopback.

use crate::{build, command::root};
use std::error::Error;
use std::fs::File;
use std::path::{Component, Path};
use tiny_http::{Header, Request, Response, Server};

#[derive(clap::Args)]
pub struct Arguments {
    /// The port; 0 takes a free one
    #[arg(long, default_value_t = 8000)]
    port: u16,
    /// Serve what is in dist/ without building it
    #[arg(long)]
    no_build: bool,
}

/// Serves until the process is ended.
pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    if !arguments.no_build {
        build::run_build()?;
    }
    let server = Server::http(("127.0.0.1", arguments.port))
        .map_err(|error| format!("port {} cannot be used ({error}): choose another with --port", arguments.port))?;
    println!("Kantlijn is served at http://{}/ (stop with Ctrl-C)", server.server_addr());
    for request in server.incoming_requests() {
        // A browser that hangs up half-way is no reason to stop.
        let _ = answer(request);
    }
    Ok(())
}

fn answer(request: Request) -> std::io::Result<()> {
    let path = request.url().split(['?', '#']).next().unwrap_or("/").trim_start_matches('/').to_owned();
    let path = if path.is_empty() { "index.html" } else { &path };
    let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    match File::open(root().join("dist").join(path)) {
        Ok(file) if inside && file.metadata()?.is_file() => {
            let mut response = Response::from_file(file);
            for (name, value) in [("Content-Type", media_type(path)), ("Cache-Control", "no-cache")] {
                if let Ok(header) = Header::from_bytes(name, value) {
                    response.add_header(header);
                }
            }
            request.respond(response)
        }
        _ => request.respond(Response::from_string("not found\n").with_status_code(404)),
    }
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "webmanifest") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
