//! `ladder log` in real repositories: what it lists, what it follows, and what it says where a history has holes.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::support::program::{HEALTHY, Run};
use crate::support::repository::{Repository, git};

const FILE: &str = "ladders/engineering.yaml";

/// A ladder of two levels.
struct Ladder {
    id: &'static str,
    level: &'static str,
    first: &'static str,
    second: &'static str,
}

impl Ladder {
    const FIRST: Self =
        Self { id: "engineering", level: "{ id: IC2", first: "Contributes to a plan.", second: "Owns a plan." };

    fn text(&self) -> String {
        let Self { id, level, first, second } = self;
        format!(
            "ladder: {id}\ncompetencies: [{{ id: delivery, title: Delivery }}]\ntracks:\n  - id: ic\n    kind: ic\n    \
             cumulative: true\n    levels:\n      - {{ id: IC1, grade: 1, expectations: {{ delivery: {first} }} }}\n      - \
             {level}, grade: 2, expectations: {{ delivery: {second} }} }}\n"
        )
    }
}

/// The subjects of the revisions that are listed, newest first.
fn subjects(run: &Run) -> Vec<String> {
    run.ends_with(0);
    let is_subject = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    run.stdout.lines().filter(is_subject).map(|line| line.trim().to_owned()).collect()
}

fn log(repository: &Repository, args: &str) -> Vec<String> {
    subjects(&repository.run(&format!("log {args}")))
}

#[test]
fn revisions_that_touch_no_ladder_are_not_listed() {
    let repository = Repository::new();
    repository.commit("notes", &[("notes.md", "none")]);
    repository.commit("begin", &[(FILE, &Ladder::FIRST.text())]);
    repository.commit("other yaml", &[("deploy/app.yaml", "image: x\n")]);
    repository.commit("a comment", &[(FILE, &format!("# why\n{}", Ladder::FIRST.text()))]);
    repository.commit("raise", &[(FILE, &Ladder { first: "Leads a plan.", ..Ladder::FIRST }.text())]);
    let run = repository.run("log");
    assert_eq!(subjects(&run), ["raise", "begin"]);
    run.prints("raises-bar  engineering/IC1 Delivery: expectation-raised, `Contributes to a");
    run.prints("ladder-added");
    assert_eq!(log(&repository, "-n 1"), ["raise"]);
    repository.run("log -n 0").ends_with(2);
}

/// Three revisions, with a base, a rename and a file that could not be read.
fn golden() -> Repository {
    let base = "base: company\ngrades: [{ id: 1, title: Junior }, { id: 2, title: Senior }]\n";
    let extended = |ladder: Ladder| format!("extends: company.yaml\n{}", ladder.text());
    let repository = Repository::new();
    let begin = extended(Ladder::FIRST);
    repository.commit("Our first ladder", &[("ladders/company.yaml", base), (FILE, &begin)]);
    repository.commit(
        "Say what we expect of plans",
        &[(FILE, &extended(Ladder { first: "Leads a plan.", ..Ladder::FIRST }))],
    );
    repository.commit("A slip", &[(FILE, "ladder: engineering\ntracks: [\n")]);
    let level = "{ id: SE2, formerly: [IC2]";
    repository.commit(
        "Mend it, and call seniors so",
        &[(FILE, &extended(Ladder { first: "Leads a plan.", level, ..Ladder::FIRST }))],
    );
    let base = base.replace("title: Senior", "title: Senior Engineer");
    repository.commit("Titles of grades", &[("ladders/company.yaml", &base)]);
    repository
}

#[test]
fn a_history_is_printed_like_this() {
    let repository = golden();
    for (args, expected) in [
        ("log", include_str!("data/log/history.txt")),
        ("log engineering/SE2 -n 2", include_str!("data/log/level.txt")),
        ("log engineering/SE2 -n 2 --format json", include_str!("data/log/level.json")),
    ] {
        let run = repository.run(args);
        run.ends_with(0);
        assert_eq!(run.stdout, expected.replace("\r\n", "\n"), "{run}");
    }
}

#[test]
fn a_level_is_followed_through_its_names_and_its_ladders() {
    let repository = Repository::new();
    repository.commit("begin", &[(FILE, &Ladder { id: "eng", ..Ladder::FIRST }.text())]);
    repository
        .commit("reword", &[(FILE, &Ladder { id: "eng", second: "Owns the plan of a team.", ..Ladder::FIRST }.text())]);
    let renamed =
        Ladder { id: "eng", level: "{ id: SE2, formerly: [IC2]", second: "Owns the plan of a team.", ..Ladder::FIRST };
    repository.commit("rename the level", &[(FILE, &renamed.text())]);
    let renamed = Ladder { id: "engineering\nformerly: [eng]", ..renamed };
    repository.commit("rename the ladder", &[(FILE, &renamed.text())]);
    let lower = Ladder { first: "Helps with a plan.", ..renamed };
    repository.commit("below", &[(FILE, &lower.text())]);
    let all = ["below", "rename the level", "reword", "begin"];
    assert_eq!(log(&repository, "engineering/SE2"), all, "what a level includes concerns it");
    assert_eq!(log(&repository, "SE2"), all);
    // By the name that it had, from when it had it.
    assert_eq!(log(&repository, "eng/IC2"), ["rename the level", "reword", "begin"]);
    let ladder = ["below", "rename the ladder", "rename the level", "reword", "begin"];
    assert_eq!(log(&repository, "engineering"), ladder);
    assert_eq!(log(&repository, "eng"), ladder[1..]);
    let run = repository.run("log engineering/SE2");
    let at = repository.git(&["rev-parse", "--short", "HEAD~4"]);
    run.prints(&format!("`ladder show eng/IC2 --at {at}` shows the state at that time"));
    repository.run(&format!("show eng/IC2 --at {at}")).ends_with(0).prints("Owns a plan.");
    repository.run("log engineering/SE2 --format json").ends_with(0).prints("\"name\": \"eng/IC2\"");
}

#[test]
fn a_level_and_its_ladder_may_be_renamed_at_once() {
    let repository = Repository::new();
    repository.commit("begin", &[(FILE, &Ladder { id: "eng", ..Ladder::FIRST }.text())]);
    let renamed = Ladder { id: "engineering\nformerly: [eng]", level: "{ id: SE2, formerly: [IC2]", ..Ladder::FIRST };
    repository.commit("rename both", &[(FILE, &renamed.text())]);
    assert_eq!(log(&repository, "engineering/SE2"), ["rename both", "begin"]);
    let changed = Ladder { second: "Owns a plan of several teams.", ..renamed };
    repository.git(&["reset", "--quiet", "--hard", "HEAD~1"]);
    repository.commit("rename both and reword", &[(FILE, &changed.text())]);
    for name in ["engineering/SE2", "eng/IC2"] {
        repository
            .run(&format!("log {name} -n 1"))
            .ends_with(0)
            .prints("level-renamed")
            .prints("Delivery: expectation-");
    }
}

#[test]
fn a_file_is_followed_to_where_it_was() {
    let repository = Repository::new();
    let second = |text: &'static str| Ladder { second: text, ..Ladder::FIRST }.text();
    repository.commit("begin", &[("eng.yaml", &second("Owns a plan."))]);
    repository.commit("at the top", &[("eng.yaml", &second("Leads a plan."))]);
    repository.commit("another", &[("ladders/healthy.yaml", HEALTHY)]);
    repository.git(&["mv", "eng.yaml", FILE]);
    repository.commit("only moved", &[]);
    repository.git(&["mv", FILE, "ladders/eng.yaml"]);
    repository.commit("moved and changed", &[("ladders/eng.yaml", &second("Owns two plans."))]);
    let expected = ["moved and changed", "at the top", "begin"];
    assert_eq!(log(&repository, "engineering"), expected);
    assert_eq!(log(&repository, "ladders/eng.yaml"), expected);
    assert_eq!(log(&repository, "eng.yaml"), expected[1..]);
    assert_eq!(log(&repository, "ladders"), [expected[0], "another", expected[1], expected[2]]);
    let below = repository.call(["log", "eng.yaml"]).within("ladders").run();
    assert_eq!(subjects(&below), expected);
}

#[test]
fn what_is_gone_is_found_where_it_was() {
    let repository = Repository::new().with(&[("ladders/healthy.yaml", HEALTHY)]);
    repository.commit("begin", &[(FILE, &Ladder::FIRST.text())]);
    let without = Ladder::FIRST
        .text()
        .lines()
        .filter(|line| !line.contains("IC2"))
        .fold(String::new(), |text, line| text + line + "\n");
    repository.commit("a level less", &[(FILE, &without)]);
    fs::remove_file(repository.at(FILE)).expect("it is there");
    repository.commit("no engineers", &[]);
    assert_eq!(log(&repository, "engineering"), ["no engineers", "a level less", "begin"]);
    assert_eq!(log(&repository, "engineering/IC2"), ["a level less", "begin"]);
    assert_eq!(log(&repository, FILE), ["no engineers", "a level less", "begin"]);
    let run = repository.run("log design");
    run.ends_with(3).complains("no revision has a ladder, level or file `design`");
    repository.run("log helthy").ends_with(3).complains("did you mean `healthy`?");
}

#[test]
fn a_change_of_a_base_touches_the_ladders_that_reach_it() {
    let base = |title: &str| format!("base: company\ncompetencies: [{{ id: delivery, title: {title} }}]\n");
    let ladder = "ladder: x\nextends: company.yaml\ntracks: [{ id: ic, kind: ic, levels: [{ id: IC1, grade: 1, expectations: { delivery: Does. } }] }]\n";
    let repository = Repository::new();
    repository.commit("begin", &[("ladders/company.yaml", &base("Delivery")), ("ladders/x.yaml", ladder)]);
    repository.commit("retitle", &[("ladders/company.yaml", &base("Getting things done"))]);
    assert_eq!(log(&repository, "x"), ["retitle", "begin"]);
    assert_eq!(log(&repository, "ladders/company.yaml"), ["retitle", "begin"]);
    assert_eq!(log(&repository, "company"), ["retitle", "begin"]);
}

#[test]
fn nothing_is_lost_behind_a_file_that_could_not_be_read() {
    let repository = Repository::new();
    repository.commit("begin", &[(FILE, &Ladder::FIRST.text()), ("ladders/healthy.yaml", HEALTHY)]);
    repository.commit("break", &[(FILE, "ladder: engineering\ntracks: [\n")]);
    repository.commit(
        "still broken",
        &[(FILE, "ladder: engineering\ntracks: [[\n"), ("ladders/b.yaml", &HEALTHY.replace("healthy", "b"))],
    );
    repository.commit("mend and raise", &[(FILE, &Ladder { first: "Leads a plan.", ..Ladder::FIRST }.text())]);
    let run = repository.run("log");
    assert_eq!(subjects(&run), ["mend and raise", "still broken", "break", "begin"]);
    run.prints("`ladders/engineering.yaml` could not be read here");
    assert_eq!(run.stdout.matches("could not be read here").count(), 1, "it is said once: {run}");
    assert_eq!(run.stdout.matches("ladder-added").count(), 3, "{run}");
    assert_eq!(run.stdout.matches("expectation-raised").count(), 1, "{run}");
    assert!(!run.stdout.contains("ladder-removed"), "{run}");
    assert_eq!(run.stderr, "");
    assert_eq!(log(&repository, "engineering -n 1"), ["mend and raise"]);
    repository.run("log engineering -n 1").prints("expectation-raised");
    assert_eq!(log(&repository, "healthy"), ["begin"]);
}

#[test]
fn enough_is_enough_also_where_files_were_broken() {
    let second = |title: &str| HEALTHY.replace("title: One", &format!("title: {title}"));
    let repository = Repository::new();
    repository.commit("begin", &[(FILE, &Ladder::FIRST.text()), ("ladders/healthy.yaml", HEALTHY)]);
    repository.commit("break", &[(FILE, "ladder: engineering\ntracks: [\n")]);
    repository.commit("meanwhile", &[("ladders/healthy.yaml", &second("Two"))]);
    repository.commit("mend", &[(FILE, &Ladder::FIRST.text()), ("ladders/healthy.yaml", &second("Three"))]);
    let run = repository.run("log -n 1");
    assert_eq!(subjects(&run), ["mend"]);
    run.prints("`Two` to `Three`");
    assert!(!run.stdout.contains("ladder-added"), "how a ladder began is not laid at the door of who mended it: {run}");
}

#[test]
fn a_merge_is_one_revision_at_its_own_date() {
    let repository = Repository::new();
    repository.commit("begin", &[(FILE, &Ladder::FIRST.text())]);
    repository.git(&["checkout", "--quiet", "-b", "next"]);
    repository.commit("one of two", &[(FILE, &Ladder { first: "Leads a plan.", ..Ladder::FIRST }.text())]);
    repository.commit("two of two", &[(FILE, &Ladder { first: "Helps with a plan.", ..Ladder::FIRST }.text())]);
    repository.git(&["checkout", "--quiet", "main"]);
    repository.commit("meanwhile", &[("ladders/healthy.yaml", HEALTHY)]);
    repository.git(&["merge", "--quiet", "--no-ff", "--message", "merge next", "next"]);
    assert_eq!(log(&repository, ""), ["merge next", "meanwhile", "begin"]);
    assert_eq!(log(&repository, "engineering"), ["merge next", "begin"]);
}

#[test]
fn json_holds_to_its_schema_and_hostile_texts_stay_texts() {
    let repository = Repository::new();
    repository.commit("begin \u{1b}[31m red", &[(FILE, &Ladder::FIRST.text())]);
    let hostile = Ladder { second: "\"\\e[2J</script>\\u202e`x` owns\"", ..Ladder::FIRST };
    repository.commit("::error::not a command", &[(FILE, &hostile.text())]);
    let turned = Ladder { first: "\"Contributes to a \\u202eplan.\"", ..Ladder::FIRST };
    repository.commit("turned \u{202e}round\u{2066}", &[(FILE, &turned.text())]);
    let run = repository.run("log");
    run.ends_with(0).is_tame().prints("turned \u{fffd}round\u{fffd}");
    for run in [run, repository.run("diff HEAD~2..HEAD")] {
        assert!(!run.ends_with(0).stdout.contains('\u{202e}'), "{run}");
    }
    let run = repository.run("log --format json");
    run.ends_with(0).is_tame();
    let document: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let schema = repository.run("schema log").stdout.clone();
    let schema: serde_json::Value = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    assert!(validator.is_valid(&document), "{document}");
    assert_eq!(document["revisions"][0]["changes"][0]["kind"], "expectation-reworded", "{document}");
    let github = repository.call(["log"]).env("GITHUB_ACTIONS", "true").run();
    assert!(!github.stdout.lines().any(|line| line.trim_start().starts_with("::")), "{github}");
}

#[test]
fn levels_of_one_name_in_two_ladders_ask_which() {
    let two = [(FILE, Ladder::FIRST.text()), ("ladders/healthy.yaml", HEALTHY.to_owned())];
    let repository = Repository::new().with(&two.each_ref().map(|(path, text)| (*path, text.as_str())));
    let run = repository.run("log IC1");
    run.ends_with(2).complains("`engineering/IC1` or `healthy/IC1`");
}

#[test]
fn a_thousand_revisions_are_walked() {
    let repository = Repository::new();
    let mut stream = String::new();
    for number in 0..1000 {
        // Every tenth revision touches the ladder, and the others something else, as in any repository.
        let text = HEALTHY.replace("title: One", &format!("title: Number {}", number / 10));
        let other = format!("number: {number}\n");
        let _ = write!(
            stream,
            "commit refs/heads/main\ncommitter A <a@example.org> {} +0000\n",
            1_700_000_000 + number * 3600
        );
        let message = format!("revision {number}");
        let _ = write!(stream, "data {}\n{message}\n", message.len());
        for (path, content) in [("ladders/healthy.yaml", &text), ("deploy/app.yaml", &other)] {
            let _ = write!(stream, "M 644 inline {path}\ndata {}\n{content}\n", content.len());
        }
    }
    let mut import = Command::new("git")
        .args(["fast-import", "--quiet"])
        .current_dir(repository.at(""))
        .stdin(Stdio::piped())
        .spawn()
        .expect("git runs");
    import.stdin.take().expect("a pipe").write_all(stream.as_bytes()).expect("it reads");
    assert!(import.wait().expect("it ends").success());
    git(&repository.at(""), &["reset", "--quiet", "--hard"]);
    let listed = log(&repository, "healthy/IC1");
    assert_eq!((listed.len(), listed[0].as_str(), listed[99].as_str()), (100, "revision 990", "revision 0"));
    repository.run("diff HEAD~999").ends_with(0).prints("- Number 0").prints("+ Number 99");
}

#[test]
fn what_is_broken_in_the_newest_revision_is_not_gone() {
    let repository = Repository::new();
    let other = Ladder { id: "other", ..Ladder::FIRST };
    repository.commit("begin", &[(FILE, &Ladder::FIRST.text()), ("ladders/other.yaml", &other.text())]);
    let more = Ladder { first: "Leads a plan.", ..other };
    let broken = format!("{}title: [", Ladder::FIRST.text());
    repository.commit("broken", &[(FILE, &broken), ("ladders/other.yaml", &more.text())]);
    let run = repository.run("log");
    assert_eq!(subjects(&run), ["broken", "begin"]);
    run.prints("could not be read here").prints("raises-bar  other/IC1");
    let nothing_is_gone = |run: &Run| assert!(!run.ends_with(0).stdout.contains("removed"), "{run}");
    nothing_is_gone(&run);
    nothing_is_gone(repository.run("log engineering").prints("ladder-added"));
    // Nor is what a file held that does not even say whose it is.
    repository.commit("conflict", &[(FILE, &format!("<<<<<<< HEAD\n{}", Ladder::FIRST.text()))]);
    nothing_is_gone(repository.run("log").prints("could not be read here"));
    // What went while nobody could tell is listed as soon as the newest revision can be read.
    fs::remove_file(repository.at("ladders/other.yaml")).expect("it is there");
    repository.commit("gone", &[]);
    repository.commit("mended", &[(FILE, &Ladder::FIRST.text())]);
    let run = repository.run("log");
    run.prints("other: ladder-removed");
    assert!(!run.stdout.contains("engineering: ladder-removed"), "{run}");
}

#[test]
fn a_submodule_that_moves_on_is_a_revision() {
    let shared = Repository::new().with(&[("engineering.yaml", &Ladder::FIRST.text())]);
    let repository = Repository::new().with(&[("notes.md", "none")]);
    repository.git(&["submodule", "add", "--quiet", &shared.at("").display().to_string(), "ladders"]);
    repository.commit("with ladders", &[]);
    shared.commit("two", &[("engineering.yaml", &Ladder { first: "Leads a plan.", ..Ladder::FIRST }.text())]);
    git(&repository.at("ladders"), &["pull", "--quiet", "origin", "main"]);
    repository.commit("newer ladders", &[]);
    assert_eq!(log(&repository, ""), ["newer ladders", "with ladders"]);
    assert_eq!(log(&repository, "engineering/IC1"), ["newer ladders", "with ladders"]);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_elsewhere_is_a_revision() {
    use std::os::unix::fs::symlink;
    let repository = Repository::new();
    let more = Ladder { first: "Leads a plan.", ..Ladder::FIRST };
    symlink("v1", repository.at("ladders")).expect("a link");
    repository.commit("one", &[("v1/a.yaml", &Ladder::FIRST.text()), ("v2/a.yaml", &more.text())]);
    fs::remove_file(repository.at("ladders")).expect("it is there");
    symlink("v2", repository.at("ladders")).expect("a link");
    repository.commit("two", &[]);
    assert_eq!(log(&repository, ""), ["two", "one"]);
}

#[test]
fn what_the_settings_leave_out_from_a_revision_on_is_gone_there() {
    let repository = Repository::new();
    let draft = Ladder { id: "draft", ..Ladder::FIRST };
    repository.commit("begin", &[(FILE, &Ladder::FIRST.text()), ("ladders/drafts/draft.yaml", &draft.text())]);
    repository.commit("leave out", &[(".ladder.yaml", "exclude: [ladders/drafts]\n")]);
    assert_eq!(log(&repository, "draft"), ["leave out", "begin"]);
    repository.commit("ignore", &[(".ladder.yaml", "# none\n"), (".gitignore", "drafts\n")]);
    assert_eq!(log(&repository, "draft"), ["leave out", "begin"]);
    repository.commit("and back", &[(".gitignore", "")]);
    assert_eq!(log(&repository, "draft"), ["and back", "leave out", "begin"]);
}

#[test]
fn where_no_ladder_is_looked_for_that_is_said() {
    let repository = Repository::new();
    repository.commit("begin", &[(FILE, &Ladder::FIRST.text()), ("notes/n.md", "none")]);
    let run = repository.call(["log"]).within("notes").run();
    run.ends_with(3).complains("no revision has a ladder in `notes`").complains("from the top");
    let id = Ladder::FIRST.id;
    let run = repository.call(["log", id]).within("notes").run();
    run.ends_with(3).complains(&format!("file `{id}`")).complains("from the top");
    for (folder, status) in [("notes", 3), ("ladders", 0)] {
        for command in ["show", "log"] {
            repository.call([command, id]).within(folder).run().ends_with(status);
        }
    }
}

#[test]
fn what_git_cannot_hand_over_ends_the_walk() {
    let repository = Repository::new();
    repository.commit("one", &[(FILE, &Ladder::FIRST.text())]);
    let two = repository.commit("two", &[(FILE, &Ladder { first: "Leads a plan.", ..Ladder::FIRST }.text())]);
    repository.commit("three", &[(FILE, &Ladder { first: "Leads plans.", ..Ladder::FIRST }.text())]);
    let lost = repository.git(&["rev-parse", &format!("HEAD~1:{FILE}")]);
    fs::remove_file(repository.at(format!(".git/objects/{}/{}", &lost[..2], &lost[2..]))).expect("it is loose");
    let run = repository.run("log");
    run.ends_with(4).complains(&format!("`{}:{FILE}`", &two[..7])).complains("is missing or damaged");
    assert_eq!(run.stdout, "", "a history with a hole that nobody made is not told");
}

#[test]
fn an_id_that_is_used_again_shows_where_the_other_left_it() {
    let repository = Repository::new();
    repository.commit("begin", &[(FILE, &Ladder::FIRST.text())]);
    let renamed = Ladder { level: "{ id: Senior, formerly: [IC2]", ..Ladder::FIRST };
    repository.commit("rename", &[(FILE, &renamed.text())]);
    let again = renamed.text() + "      - { id: IC2, grade: 3, expectations: { delivery: Leads a plan. } }\n";
    repository.commit("use again", &[(FILE, &again)]);
    let run = repository.run("log engineering/IC2");
    assert_eq!(subjects(&run), ["use again", "rename", "begin"]);
    run.prints("engineering/Senior: level-renamed, `IC2` to `Senior`");
    assert_eq!(log(&repository, "engineering/Senior"), ["rename", "begin"]);
}

#[cfg(unix)]
#[test]
fn a_link_that_is_gone_today_turned_when_it_turned() {
    use std::os::unix::fs::symlink;
    let repository = Repository::new();
    let more = Ladder { first: "Leads a plan.", ..Ladder::FIRST };
    symlink("v1", repository.at("ladders")).expect("a link");
    repository.commit("one", &[("v1/a.yaml", &Ladder::FIRST.text()), ("v2/a.yaml", &more.text())]);
    fs::remove_file(repository.at("ladders")).expect("it is there");
    symlink("v2", repository.at("ladders")).expect("a link");
    repository.commit("turned", &[]);
    fs::remove_file(repository.at("ladders")).expect("it is there");
    fs::rename(repository.at("v2"), repository.at("ladders")).expect("it is there");
    repository.commit("a folder now", &[]);
    assert_eq!(log(&repository, ""), ["turned", "one"]);
}

#[test]
fn a_subject_is_read_whatever_encoding_git_is_set_to() {
    let repository = Repository::new();
    repository.commit("Über alle", &[(FILE, &Ladder::FIRST.text())]);
    repository.git(&["config", "i18n.logOutputEncoding", "ISO-8859-1"]);
    assert_eq!(log(&repository, ""), ["Über alle"]);
}
