use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    napi_build::setup();
    let manifest = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../package.json");
    println!("cargo::rerun-if-changed={}", manifest.display());
    println!("cargo::rustc-env=MYELIN_NATIVE_VERSION={}", version_in(&fs::read_to_string(manifest)?)?);
    Ok(())
}

/// The version of the npm package, which the addon carries so that both can be compared.
fn version_in(manifest: &str) -> Result<&str, &'static str> {
    manifest
        .lines()
        .find_map(|line| line.trim().strip_prefix("\"version\": \"")?.strip_suffix("\","))
        .ok_or("package.json: no line with the version")
}
