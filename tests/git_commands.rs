//! Git's own commands with `ladder` as driver, in real repositories.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::program::{HEALTHY, PROGRAM, Project};
use crate::support::repository;

const COMMAND: &str = "diff.ladder.command=ladder git-diff --";
const TEXTCONV: &str = "diff.ladder.textconv=ladder show --format text --";

/// A ladder that needs its base for a grade and a competency, and leads to another ladder.
const LADDER: &str = "\
ladder: support
title: Support
version: 1.0.0
extends: company.yaml
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: S1, title: Specialist, grade: junior, expectations: { delivery: Contributes to the answers. } }
      - { id: S2, title: Senior Specialist, grade: senior, pay: { currency: EUR, min: 51000, max: 61000 } }
moves: [{ from: S2, to: healthy/M2 }]
";

const BASE: &str = "\
base: company
grades: [{ id: junior, title: Junior }, { id: senior, title: Senior }]
competencies: [{ id: delivery, title: Getting things done }]
";

/// A repository whose first commit holds some files, and in which files of `ladders/` are ladders to git.
struct Repository(repository::Repository);

impl Repository {
    fn new(files: &[(&str, &str)]) -> Self {
        let repository = Self(repository::Repository::new());
        let all = files.iter().chain(&[(".gitattributes", "ladders/* diff=ladder\n")]);
        all.for_each(|(path, text)| repository.write(path, text));
        repository.commit("first");
        repository
    }

    fn shared() -> Self {
        let files =
            [("ladders/support.yaml", LADDER), ("ladders/company.yaml", BASE), ("ladders/healthy.yaml", HEALTHY)];
        Self::new(&files)
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.at(path)
    }

    fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        self.0.write(path, content);
    }

    /// Replaces a text in a file, which holds it.
    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.at(path)).expect("a text");
        assert!(text.contains(from), "`{from}` is in `{path}`");
        self.write(path, text.replace(from, to));
    }

    fn commit(&self, message: &str) {
        self.0.commit(message, &[]);
    }

    fn command(&self, program: &str, variables: &[(&str, &str)]) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.at(""));
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            if ["GIT_", "GITHUB_", "LADDER_"].iter().any(|start| name.starts_with(start)) {
                command.env_remove(&*name);
            }
        }
        for name in ["CI", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS", "PAGER"] {
            command.env_remove(name);
        }
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").env("TERM", "xterm");
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "A").env(format!("GIT_{who}_EMAIL"), "a@example.org");
        }
        // Git finds `ladder` as it would for anybody.
        let mut paths = vec![Path::new(PROGRAM).parent().expect("a folder").to_path_buf()];
        paths.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
        command.env("PATH", std::env::join_paths(paths).expect("paths"));
        command.envs(variables.iter().copied());
        command
    }

    /// Runs git, which must end well and complain of nothing.
    #[track_caller]
    fn git(&self, args: &[&str]) -> String {
        let (out, err) = self.git_with(args, &[]);
        assert_eq!(err, "", "git {args:?} complains, and prints {out}");
        out
    }

    /// Runs git, which must end well; what it prints, and what it complains of.
    #[track_caller]
    fn git_with(&self, args: &[&str], variables: &[(&str, &str)]) -> (String, String) {
        let mut command = self.command("git", variables);
        let run = command.args(args).output().expect("git runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let (out, err) = (text(&run.stdout), text(&run.stderr));
        assert!(run.status.success(), "git {args:?}: {}\n{out}\n{err}", run.status);
        (out, err)
    }

    /// `git diff …` with the command as driver.
    #[track_caller]
    fn diff(&self, args: &[&str]) -> String {
        self.git(&[&["-c", COMMAND, "diff"], args].concat())
    }

    /// A command of git with the text of files in place of files.
    #[track_caller]
    fn text(&self, args: &[&str]) -> String {
        self.git(&[&["-c", TEXTCONV], args].concat())
    }
}

#[track_caller]
fn holds(text: &str, parts: &[&str]) {
    let mut from = 0;
    for part in parts {
        match text[from..].find(part) {
            Some(at) => from += at + part.len(),
            None => panic!("`{part}` is not in the rest of:\n{text}"),
        }
    }
}

#[track_caller]
fn lacks(text: &str, part: &str) {
    assert!(!text.contains(part), "`{part}` is in:\n{text}");
}

// The command

#[test]
fn a_change_is_told_with_the_base_of_the_work_tree() {
    let repository = Repository::shared();
    repository.edit("ladders/support.yaml", "Contributes to", "Owns");
    let told = [
        "diff --ladder ladders/support.yaml\n",
        "Verdict: raises-bar",
        "Support (support)",
        "S1 Specialist",
        "raises-bar Getting things done (expectation-",
        "[-Contributes to-]{+Owns+}",
    ];
    let diff = repository.diff(&[]);
    holds(&diff, &told);
    lacks(&diff, "base company");
    assert_eq!(repository.diff(&["--cached"]), "");
    repository.git(&["add", "--all"]);
    assert_eq!(repository.diff(&["--cached"]), diff);
    repository.commit("second");
    assert_eq!(repository.diff(&["HEAD~"]), diff);
    assert_eq!(repository.diff(&["HEAD~", "HEAD"]), diff);
    holds(&repository.git(&["-c", COMMAND, "show", "--ext-diff"]), &told);
    holds(&repository.git(&["-c", COMMAND, "log", "-p", "--ext-diff", "-1"]), &told);
}

#[test]
fn a_base_that_changes_too_is_told_once() {
    let repository = Repository::shared();
    repository.edit("ladders/company.yaml", "title: Senior", "title: Experienced");
    repository.edit("ladders/support.yaml", "title: Support", "title: Help");
    let diff = repository.diff(&[]);
    holds(
        &diff,
        &[
            "diff --ladder ladders/company.yaml",
            "base company",
            "Experienced",
            "\n\ndiff --ladder ladders/support.yaml",
        ],
    );
    let (_, ladder) = diff.split_once("diff --ladder ladders/support.yaml").expect("a second file");
    holds(ladder, &["Help"]);
    lacks(ladder, "Experienced");
}

#[test]
fn a_base_that_is_no_longer_extended_is_still_there() {
    let repository = Repository::shared();
    let own = BASE.replace("base: company\n", "");
    repository.edit("ladders/support.yaml", "extends: company.yaml\n", &own);
    // A move to another ladder would have the whole folder read, and the base with it.
    repository.edit("ladders/support.yaml", "moves: [{ from: S2, to: healthy/M2 }]\n", "");
    let diff = repository.diff(&[]);
    holds(&diff, &["diff --ladder ladders/support.yaml\n", "Support (support)"]);
    lacks(&diff, "base company");
    lacks(&diff, "base-removed");
}

#[test]
fn a_file_that_does_not_parse_is_compared_by_lines_and_the_others_are_shown() {
    let repository = Repository::new(&[
        ("ladders/a.yaml", HEALTHY),
        ("ladders/b.yaml", &HEALTHY.replace("healthy", "b")),
        ("ladders/c.yaml", &HEALTHY.replace("healthy", "c")),
        ("ladders/d.yaml", "services: {}\n"),
    ]);
    for file in ["a", "b", "c"] {
        repository.edit(&format!("ladders/{file}.yaml"), "title: Two", "title: Zwei");
    }
    repository.edit("ladders/b.yaml", "moves: [{", "moves: [");
    repository.write("ladders/d.yaml", "services: { web: {} }\n");
    let diff = repository.diff(&[]);
    holds(
        &diff,
        &[
            "diff --ladder ladders/a.yaml\nNobody is asked",
            "Two",
            "Zwei",
            "diff --ladder ladders/b.yaml\nladder: the new `ladders/b.yaml` cannot be read as a ladder, so its lines are compared (line 10: ",
            "\n--- a/ladders/b.yaml\n+++ b/ladders/b.yaml\n@@ -3,8 +3,8 @@\n",
            "\n-moves: [{ from",
            "\n+moves: [ from",
            "\ndiff --ladder ladders/c.yaml\nNobody is asked",
            "diff --ladder ladders/d.yaml\nladder: `ladders/d.yaml` cannot be read as a ladder, so its lines are compared (line 1: this is not",
            "\n-services: {}\n+services: { web: {} }\n",
        ],
    );
    // The same, the other way round.
    holds(&repository.diff(&["-R"]), &["ladder: the old `ladders/b.yaml` cannot be read"]);
}

#[test]
fn the_lines_that_are_compared_can_be_applied() {
    let repository = Repository::shared();
    repository.write("ladders/new one.yaml", "ladder: [\nlast line");
    repository.edit("ladders/support.yaml", "title: Support", "titel: Support");
    repository.git(&["rm", "--quiet", "ladders/healthy.yaml"]);
    repository.write("ladders/healthy.yaml", "ladder: [\r\n");
    repository.git(&["add", "--all"]);
    let diff = repository.diff(&["--cached"]);
    holds(&diff, &["--- /dev/null\n+++ b/ladders/new one.yaml\t\n", "\\ No newline at end of file\n"]);
    let expected = ["ladders/new one.yaml", "ladders/support.yaml", "ladders/healthy.yaml"]
        .map(|path| fs::read(repository.at(path)).expect("a file"));
    repository.write(".git/lines.patch", &diff);
    repository.git(&["reset", "--quiet", "--hard"]);
    repository.git(&["apply", "--whitespace=nowarn", ".git/lines.patch"]);
    let found = ["ladders/new one.yaml", "ladders/support.yaml", "ladders/healthy.yaml"]
        .map(|path| fs::read(repository.at(path)).expect("a file"));
    assert_eq!(found, expected);
}

#[test]
fn added_deleted_and_renamed_files() {
    let repository = Repository::shared();
    repository.write("ladders/design.yaml", LADDER.replace("support", "design"));
    repository.git(&["rm", "--quiet", "ladders/healthy.yaml"]);
    repository.git(&["mv", "ladders/support.yaml", "ladders/help desk.yaml"]);
    repository.edit("ladders/help desk.yaml", "/M2", "/IC2");
    repository.edit("ladders/design.yaml", "moves: [{ from: S2, to: healthy/M2 }]\n", "");
    repository.edit("ladders/help desk.yaml", "moves: [{ from: S2, to: healthy/IC2 }]\n", "");
    repository.git(&["add", "--all"]);
    let diff = repository.diff(&["--cached", "-M"]);
    holds(
        &diff,
        &[
            "diff --ladder ladders/design.yaml\nnew file mode 100644\n",
            "ladder-added",
            "diff --ladder ladders/healthy.yaml\ndeleted file mode 100644\n",
            "ladder-removed",
            "diff --ladder ladders/support.yaml ladders/help desk.yaml\nsimilarity index ",
            "\nrename from ladders/support.yaml\nrename to ladders/help desk.yaml\n",
        ],
    );
    lacks(&diff, "\nindex ");
}

#[test]
fn a_folder_that_is_renamed_takes_its_bases_along() {
    let repository = Repository::shared();
    repository.git(&["mv", "ladders", "careers"]);
    // Git takes what it knows of a file from the old path.
    repository.write(".gitattributes", "*.yaml diff=ladder\n");
    repository.edit("careers/support.yaml", "title: Specialist", "title: Helper");
    repository.git(&["add", "--all"]);
    let diff = repository.diff(&["--cached", "-M"]);
    holds(&diff, &["diff --ladder ladders/support.yaml careers/support.yaml", "level-retitled", "Helper"]);
    lacks(&diff, "cannot be read");
}

#[test]
fn a_path_that_is_not_merged() {
    let repository = Repository::shared();
    repository.edit("ladders/support.yaml", "title: Support", "title: Help");
    repository.commit("ours");
    repository.git(&["checkout", "--quiet", "-b", "other", "HEAD~"]);
    repository.edit("ladders/support.yaml", "title: Support", "title: Aid");
    repository.commit("theirs");
    let merge = repository.command("git", &[]).args(["merge", "--quiet", "main"]).output().expect("git runs");
    assert!(!merge.status.success(), "a conflict");
    let unmerged = "* Unmerged path ladders/support.yaml\n";
    assert_eq!(repository.diff(&["--cached"]), unmerged);
    // Against one of the stages, git names the path alone and then compares with the work tree, which holds marks.
    holds(&repository.diff(&["--ours"]), &[unmerged, "cannot be read as a ladder", "+<<<<<<< HEAD\n"]);
    // With the text, git compares the work tree with both; of that, the lines are shown.
    let (combined, complaints) = repository.git_with(&["-c", TEXTCONV, "diff"], &[]);
    holds(&combined, &["diff --cc ladders/support.yaml", " -support title: Help\n", "++<<<<<<< HEAD\n"]);
    holds(&complaints, &["cannot be read as a ladder and is shown as it is: line 2"]);
}

#[cfg(unix)]
#[test]
fn modes_and_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let repository = Repository::shared();
    let path = repository.at("ladders/support.yaml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a mode is set");
    assert_eq!(repository.diff(&[]), "diff --ladder ladders/support.yaml\nold mode 100644\nnew mode 100755\n");
    fs::remove_file(&path).expect("a file is removed");
    symlink("company.yaml", &path).expect("a link is made");
    let diff = repository.diff(&[]);
    holds(&diff, &["deleted file mode 100644", "new file mode 120000", "+company.yaml\n\\ No newline at end of file"]);
}

#[test]
fn line_breaks_of_windows_change_nothing() {
    let repository = Repository::shared();
    repository.write("ladders/support.yaml", LADDER.replace('\n', "\r\n"));
    let diff = repository.diff(&[]);
    holds(&diff, &["diff --ladder ladders/support.yaml\nNothing changes.\n"]);
    repository.write("ladders/support.yaml", LADDER.replace("title: Support", "titel: Support").replace('\n', "\r\n"));
    holds(&repository.diff(&[]), &["\n-title: Support\n", "\n+titel: Support\r\n"]);
}

#[test]
fn what_is_no_text_is_binary() {
    let repository = Repository::shared();
    repository.write("ladders/support.yaml", b"ladder: caf\xe9\n");
    let diff = repository.diff(&[]);
    holds(
        &diff,
        &[
            "line 1: the file is not UTF-8 text",
            "\nBinary files a/ladders/support.yaml and b/ladders/support.yaml differ\n",
        ],
    );
}

#[test]
fn a_pager_is_a_screen() {
    let repository = Repository::shared();
    repository.edit("ladders/support.yaml", "Contributes to", "Owns");
    repository.edit("ladders/healthy.yaml", "title: Two", "\"title\u{1b}[2J");
    let paged = |variables: &[(&str, &str)], args: &[&str]| {
        let variables = [&[("GIT_PAGER_IN_USE", "true"), ("COLUMNS", "60")], variables].concat();
        repository.git_with(&[args, &["diff"]].concat(), &variables).0
    };
    let coloured = paged(&[], &["-c", COMMAND]);
    holds(
        &coloured,
        &[
            "\u{1b}[1mdiff --ladder",
            "\u{1b}[36m@@",
            "\u{1b}[31m-",
            "\u{1b}[32m+",
            "\u{fffd}[2J",
            "\u{1b}[31m[-Contributes to-]",
        ],
    );
    let plain = paged(&[("NO_COLOR", "1")], &["-c", COMMAND]);
    lacks(&plain, "\u{1b}");
    assert_eq!(paged(&[("TERM", "dumb")], &["-c", COMMAND]), plain);
    assert_eq!(paged(&[], &["-c", "diff.ladder.command=ladder git-diff --color never --"]), plain);
    holds(&plain, &["asks for a major version. 1\nraises-bar.\n"]);
    holds(&repository.diff(&[]), &["asks for a major version. 1 raises-bar.\n"]);
    let always = repository.git(&["-c", "diff.ladder.command=ladder git-diff --color always --", "diff"]);
    holds(&always, &["\u{1b}[1mdiff --ladder"]);
}

#[test]
fn a_path_that_leaves_its_folder_out() {
    let repository = Repository::shared();
    // A base of that name at the top is another.
    repository.write("company.yaml", BASE.replace("Getting things done", "Something else"));
    repository.edit("ladders/support.yaml", "Contributes to", "Owns");
    let args = ["-C", "ladders", "-c", COMMAND, "diff", "--relative"];
    holds(&repository.git(&args), &["diff --ladder support.yaml\n", "raises-bar Getting things done"]);
}

#[test]
fn settings_hold_and_mistakes_in_them_stop_nothing() {
    let repository = Repository::shared();
    repository.write(".ladder.yaml", "impacts: { level-retitled: breaking }\n");
    repository.edit("ladders/support.yaml", "title: Specialist", "title: Helper");
    holds(&repository.diff(&["ladders"]), &["breaking (level-retitled)"]);
    repository.write(".ladder.yaml", "impacts: { level-retitled: nonsense }\n");
    for (driver, told) in [(COMMAND, "wording (level-retitled)"), (TEXTCONV, "+support/ic/S1 title: Helper")] {
        let (out, err) = repository.git_with(&["-c", driver, "diff", "ladders"], &[]);
        holds(&out, &[told]);
        holds(&err, &["nonsense", "the configuration cannot be used"]);
    }
}

#[test]
fn two_that_claim_to_have_been_one_are_compared_by_lines() {
    let repository = Repository::shared();
    // Of levels that do, the earlier one was split.
    let track =
        |id: &str| format!("  - {{ id: {id}, kind: ic, formerly: ic, levels: [{{ id: {id}1, grade: junior }}] }}\n");
    let text = LADDER.replace("  - id: ic\n", &format!("{}{}  - id: other\n", track("one"), track("two")));
    repository.write("ladders/support.yaml", text);
    let diff = repository.diff(&[]);
    holds(
        &diff,
        &[
            "ladder: its lines are compared, because `support/one`, `support/two` all name",
            "--- a/ladders/support.yaml",
        ],
    );
}

#[test]
fn only_a_wrong_number_of_arguments_is_refused() {
    let project = Project::new().with("a.yaml", HEALTHY);
    project.run("git-diff").ends_with(2);
    project.run("git-diff a.yaml").ends_with(0).prints("* Unmerged path a.yaml\n");
    for args in ["a.yaml a.yaml", "a.yaml a.yaml 0 100644", "a.yaml a.yaml 0 100644 a.yaml 0", "1 2 3 4 5 6 7 8 9 10"] {
        project.run(&format!("git-diff {args}")).ends_with(2);
    }
    project
        .run("git-diff a.yaml gone.yaml 0 100644 a.yaml 0 100644")
        .ends_with(0)
        .prints("ladder: could not read `gone.yaml`");
}

// The text

#[test]
fn git_reads_a_text_where_no_base_is_beside_it() {
    let repository = Repository::shared();
    repository.edit("ladders/support.yaml", "Contributes to the answers.", "Contributes to all answers.");
    repository.edit("ladders/support.yaml", "grade: senior", "grade: junior");
    let expected = [
        "--- a/ladders/support.yaml\n+++ b/ladders/support.yaml\n@@ -",
        " support/ic/S1 grade: junior\n-support/ic/S1/delivery#1: Contributes to the answers.\n",
        "+support/ic/S1/delivery#1: Contributes to all answers.\n support/ic/S2 title: Senior Specialist\n",
        "-support/ic/S2 grade: senior\n+support/ic/S2 grade: junior\n support/ic/S2/@pay: EUR, amounts are private\n",
        " support/@moves/S2..healthy/M2 note: ~\n",
    ];
    holds(&repository.text(&["diff"]), &expected);
    repository.commit("second");
    holds(&repository.text(&["show"]), &expected);
    holds(&repository.text(&["log", "-p"]), &expected);
    // With both, the command is what `git diff` takes.
    let both = repository.git(&["-c", COMMAND, "-c", TEXTCONV, "diff", "HEAD~"]);
    holds(&both, &["diff --ladder"]);
    assert_eq!(repository.git(&["-c", COMMAND, "-c", TEXTCONV, "show"]), repository.text(&["show"]));
}

#[test]
fn another_layout_is_no_change_of_the_text() {
    let repository = Repository::shared();
    let level =
        "- { id: S1, title: Specialist, grade: junior, expectations: { delivery: Contributes to the answers. } }";
    let block = "- grade: \"junior\" # here\n        title: Specialist\n        expectations:\n          delivery:\n            - >-\n              Contributes\n              to the answers.\n        id: S1";
    repository.edit("ladders/support.yaml", level, block);
    assert_eq!(repository.text(&["diff"]), "");
    assert_ne!(repository.git(&["diff"]), "");
}

#[test]
fn a_broken_revision_stops_no_log() {
    let repository = Repository::shared();
    repository.write("ladders/support.yaml", b"ladder: [ caf\xe9\r\n");
    repository.commit("broken");
    repository.write("ladders/support.yaml", LADDER);
    repository.commit("mended");
    let (log, complaints) = repository.git_with(&["-c", TEXTCONV, "log", "-p", "--", "ladders/support.yaml"], &[]);
    holds(
        &log,
        &[
            "mended",
            "-ladder: [ caf\\xe9\r\n",
            "+support title: Support\n",
            "broken",
            "first",
            "+support title: Support\n",
        ],
    );
    holds(&complaints, &["cannot be read as a ladder and is shown as it is"]);
}

#[test]
fn amounts_are_in_no_text_unless_the_project_shows_pay() {
    let repository = Repository::shared();
    repository.edit("ladders/support.yaml", "max: 61000", "max: 63000");
    lacks(&repository.text(&["diff"]).replace([' ', '\u{a0}'], ""), "63000");
    holds(&repository.diff(&[]), &["63\u{a0}000"]);
    repository.write(".ladder.yaml", "pay: show\n");
    holds(
        &repository.text(&["diff"]),
        &[
            "-support/ic/S2/@pay: EUR 51 000 to 61 000 a year, midpoint 56 000\n+support/ic/S2/@pay: EUR 51 000 to 63 000 a year, midpoint 57 000\n",
        ],
    );
}

#[test]
fn text_of_files_ladders_bases_and_levels() {
    let project = Project::new()
        .with("ladders/support.yaml", LADDER)
        .with("ladders/company.yaml", BASE)
        .with("ladders/healthy.yaml", HEALTHY);
    let text = |args: &str| {
        let run = project.run(&format!("show --format text {args}"));
        assert_eq!(run.stderr, "", "{args}");
        run.ends_with(0).stdout.clone()
    };
    let alone = ["company", "healthy", "support"].map(|name| text(&format!("ladders/{name}.yaml")));
    assert_eq!(text(""), alone.concat());
    assert_eq!(text("support company support"), [alone[2].as_str(), &alone[0]].concat());
    holds(
        &alone[0],
        &[
            "company title: ~\n",
            "company/@grades/junior title: Junior\n",
            "company/@competencies/delivery title: Getting",
        ],
    );
    assert_eq!(
        text("S2"),
        "support/ic/S2 title: Senior Specialist\nsupport/ic/S2 grade: senior\nsupport/ic/S2/@pay: EUR, amounts are private\n\
         support/@moves/S2..healthy/M2 note: ~\n"
    );
    assert_eq!(text("support/ic/S2 --color always"), text("support/S2"));
}

// Setting up

#[test]
fn the_lines_that_are_printed_set_git_up() {
    let named = |id: &str| HEALTHY.replace("healthy", id);
    let repository = Repository::new(&[
        ("our ladders/a.yaml", &named("a")),
        ("our ladders/b.yml", &named("b")),
        ("mixed/it's [c]*.yaml", &named("c")),
        ("mixed/compose.yaml", "services: {}\n"),
        ("#top.yaml", &named("top")),
        ("deep/er/d.yaml", &named("d")),
    ]);
    repository.write(".gitattributes", "*.png binary");
    let (before, status) = (repository.git(&["config", "--local", "--list"]), repository.git(&["status", "--short"]));
    let printed = repository.0.run("setup-git");
    printed.ends_with(0);
    assert_eq!(printed.stderr, "");
    assert_eq!(repository.git(&["config", "--local", "--list"]), before, "nothing is changed");
    assert_eq!(repository.git(&["status", "--short"]), status, "nothing is changed");
    let run = repository.command("sh", &[]).arg("-ec").arg(&printed.stdout).output().expect("sh runs");
    assert!(run.status.success() && run.stderr.is_empty(), "{}", String::from_utf8_lossy(&run.stderr));

    let ladders = ["our ladders/a.yaml", "our ladders/b.yml", "mixed/it's [c]*.yaml", "#top.yaml", "deep/er/d.yaml"];
    for (path, value) in ladders.into_iter().map(|path| (path, "ladder")).chain([
        ("mixed/compose.yaml", "unspecified"),
        ("mixed/it's c.yaml", "unspecified"),
        ("other/a.yaml", "unspecified"),
        ("x.png", "unset"),
    ]) {
        let attribute = repository.git(&["check-attr", "-z", "diff", "--", path]);
        assert_eq!(attribute, format!("{path}\0diff\0{value}\0"), "{}", printed.stdout);
    }
    repository.commit("attributes");
    for path in ladders {
        repository.edit(path, "title: Two", "title: Zwei");
    }
    let diff = repository.git(&["diff"]);
    assert_eq!(diff.matches("diff --ladder").count(), 5, "{diff}");
    assert_eq!(diff.matches("level-retitled").count(), 5, "{diff}");
    repository.commit("second");
    holds(&repository.git(&["show"]), &["diff --git", "-c/ic/IC2 title: Two\n+c/ic/IC2 title: Zwei\n"]);

    // A second time there is nothing to add to the attributes.
    let again = repository.0.run("setup-git");
    holds(&again.ends_with(0).stdout, &["# already there: ", "git config diff.ladder.command"]);
    lacks(&again.stdout, ">> .gitattributes");
}

#[test]
fn where_there_is_no_ladder_yet_the_usual_place_is_named() {
    let project = Project::new().with("compose.yaml", "services: {}\n");
    project.run("setup-git").ends_with(0).prints("printf '%s\\n' 'ladders/*.yaml diff=ladder' >> .gitattributes\n");
    let broken = Project::new().with("ladders/broken.yaml", "ladder: broken\ntracks: [\n");
    broken.run("setup-git").ends_with(0).prints("'ladders/*.yaml diff=ladder'");
    project.call(["setup-git", "x"].map(OsStr::new)).run().ends_with(2);
}
