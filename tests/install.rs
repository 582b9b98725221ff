//! How the program comes to people: archives, installers, the package, hooks, and one name in all of them.

use std::env::consts::{ARCH, OS};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::program::{PROGRAM, Project};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A page of releases with one, 9.9.9, whose program only says its version.
struct Releases {
    folder: tempfile::TempDir,
}

impl Releases {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let program = folder.path().join("ladder");
        fs::write(&program, "#!/bin/sh\necho ladder 9.9.9\n").expect("a program");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("it can be run");
        let mut command = Command::new(Path::new(ROOT).join(".github/release/archive.sh"));
        let run = command.args(["9.9.9", &target()]).arg(&program).arg(folder.path().join("page")).output();
        let run = run.expect("archive.sh runs");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        Self { folder }
    }

    fn archive(&self) -> PathBuf {
        self.folder.path().join("page").join(format!("ladder-9.9.9-{}.tar.gz", target()))
    }

    fn bin(&self) -> PathBuf {
        self.folder.path().join("bin")
    }

    fn run(&self, script: &str, variables: &[(&str, &str)]) -> Output {
        let mut command = Command::new(if script.starts_with("release") { "sh" } else { "bash" });
        command.arg(Path::new(ROOT).join(".github").join(script)).current_dir(self.folder.path());
        command.env("LADDER_DOWNLOADS", format!("file://{}", self.folder.path().join("page").display()));
        command.env("LADDER_BIN", self.bin()).env("GITHUB_OUTPUT", self.folder.path().join("output"));
        for name in ["INPUT_VERSION", "ACTION_REF", "LADDER_VERSION"] {
            command.env_remove(name);
        }
        command.envs(variables.iter().copied()).output().expect("the script runs")
    }

    /// The installed program's version; empty if none is installed.
    fn installed(&self) -> String {
        let run = Command::new(self.bin().join("ladder")).output();
        run.map_or_else(|_| String::new(), |run| String::from_utf8_lossy(&run.stdout).trim().to_owned())
    }

    fn outputs(&self) -> String {
        fs::read_to_string(self.folder.path().join("output")).unwrap_or_default()
    }
}

/// The target that a release for this machine is built for.
fn target() -> String {
    format!("{ARCH}-{}", if OS == "macos" { "apple-darwin" } else { "unknown-linux-musl" })
}

#[test]
fn a_release_is_installed_if_it_has_its_checksum() {
    let releases = Releases::new();
    let run = releases.run("release/install.sh", &[("LADDER_VERSION", "9.9.9")]);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.success() && said.contains("installed ladder 9.9.9") && said.contains("not on PATH"), "{said}");
    assert_eq!(releases.installed(), "ladder 9.9.9");
    // The archive holds the licences too.
    let list = Command::new("tar").arg("-tzf").arg(releases.archive()).output().expect("tar runs");
    let list = String::from_utf8_lossy(&list.stdout).into_owned();
    assert!(["LICENSE-APACHE", "LICENSE-MIT", "NOTICE"].iter().all(|name| list.contains(name)), "{list}");
}

#[test]
fn an_archive_with_another_checksum_is_not_installed() {
    let releases = Releases::new();
    let mut bytes = fs::read(releases.archive()).expect("the archive");
    bytes.push(0);
    fs::write(releases.archive(), bytes).expect("it is changed");
    let run = releases.run("release/install.sh", &[("LADDER_VERSION", "9.9.9")]);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(1), "{said}");
    assert!(said.contains("and should have"), "{said}");
    assert_eq!(releases.installed(), "");
    // The action does not compile instead: somebody has changed the release.
    let run = releases.run("action/install.sh", &[("INPUT_VERSION", "9.9.9")]);
    assert_eq!((run.status.code(), releases.outputs().as_str()), (Some(4), ""));
}

#[test]
fn a_release_that_is_not_there_is_told_apart() {
    let releases = Releases::new();
    for version in ["9.9.8", "", "../9.9.9"] {
        let run = releases.run("release/install.sh", &[("LADDER_VERSION", version)]);
        assert_eq!(run.status.code(), Some(3), "{version}: {}", String::from_utf8_lossy(&run.stderr));
        assert_eq!(releases.installed(), "", "{version}");
    }
}

#[test]
fn the_action_downloads_the_release_of_its_input_or_its_tag() {
    for variables in [[("INPUT_VERSION", "9.9.9")], [("INPUT_VERSION", "v9.9.9")], [("ACTION_REF", "v9.9.9")]] {
        let releases = Releases::new();
        let run = releases.run("action/install.sh", &variables);
        assert!(run.status.success(), "{variables:?}: {}", String::from_utf8_lossy(&run.stderr));
        assert_eq!(releases.outputs(), "installed=true\n", "{variables:?}");
        assert_eq!(releases.installed(), "ladder 9.9.9", "{variables:?}");
    }
}

#[test]
fn the_action_compiles_what_is_not_released_and_keeps_it_by_its_sources() {
    let releases = Releases::new();
    for variables in [[("INPUT_VERSION", "9.9.8")], [("ACTION_REF", "main")]] {
        let run = releases.run("action/install.sh", &variables);
        assert!(run.status.success(), "{variables:?}: {}", String::from_utf8_lossy(&run.stderr));
        let said = String::from_utf8_lossy(&run.stdout).into_owned();
        assert_eq!(
            said.contains("::notice title=ladder::there is no release 9.9.8"),
            variables[0].1 == "9.9.8",
            "{said}"
        );
    }
    let outputs = releases.outputs();
    let keys: Vec<&str> = outputs.lines().filter_map(|line| line.strip_prefix("key=")).collect();
    assert!(keys.len() == 2 && keys[0] == keys[1] && keys[0].len() == 32, "{outputs}");
}

#[test]
fn every_registry_knows_one_name() {
    let read = |path: &str| fs::read_to_string(Path::new(ROOT).join(path)).expect("it is there");
    let name = env!("CARGO_PKG_NAME");
    assert!(read("pyproject.toml").contains(&format!("\nname = \"{name}\"\n")));
    assert!(read(".ci/mirror").contains(&format!("dependencies = [\"{name}==$version\"]")));
    for page in ["README.md", "docs/install.md"] {
        assert!(read(page).contains(&format!("uv tool install {name}")), "{page}");
    }
}

#[test]
fn the_package_has_what_builds_and_no_tests() {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(ROOT).args(["package", "--list", "--allow-dirty", "--offline"]);
    let run = cargo.output().expect("cargo runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let list = String::from_utf8_lossy(&run.stdout).replace('\\', "/");
    let files: Vec<&str> = list.lines().collect();
    for needed in
        ["Cargo.toml", "build.rs", "src/main.rs", "ladders/engineering.yaml", "README.md", "LICENSE-MIT", "NOTICE"]
    {
        assert!(files.contains(&needed), "{needed} is missing");
    }
    let is_stray = |file: &&&str| ["tests/", "benches/", "."].iter().any(|start| file.starts_with(start));
    let strays: Vec<_> = files.iter().filter(is_stray).filter(|file| **file != ".cargo_vcs_info.json").collect();
    assert!(strays.is_empty(), "{strays:?}");
}

#[test]
fn hooks_look_at_ladders_and_their_configuration() {
    let hooks: serde_yaml::Value = serde_yaml::from_str(include_str!("../.pre-commit-hooks.yaml")).expect("YAML");
    let ids: Vec<_> = hooks.as_sequence().expect("a list").iter().filter_map(|hook| hook["id"].as_str()).collect();
    assert_eq!(ids, ["ladder-validate", "ladder-fix"]);
    for hook in hooks.as_sequence().expect("a list") {
        let files = regex::Regex::new(hook["files"].as_str().expect("a pattern")).expect("a regular expression");
        for path in
            ["ladders/a.yaml", "people/ladders/b/c.yml", ".ladder.yaml", "x/.ladder.yaml", "engineering-ladder.yaml"]
        {
            assert!(files.is_match(path), "{path}");
        }
        for path in ["deploy.yaml", "ladders/readme.md", "ladders.txt", "src/ladder.rs"] {
            assert!(!files.is_match(path), "{path}");
        }
        // The hook is a command that there is, and passes where there are no ladders.
        let words: Vec<&str> = hook["entry"].as_str().expect("a command").split(' ').collect();
        assert_eq!(words[0], Path::new(PROGRAM).file_stem().expect("a name"));
        Project::new().run(&words[1..].join(" ")).ends_with(0);
    }
}
