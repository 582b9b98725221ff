//! Revisions of real git repositories: which are meant, what is read of them, and what is said where one is not there.

use std::fs;
use std::path::Path;

use crate::support::program::{HEALTHY, Project};
use crate::support::repository::{Repository, git};

/// A ladder whose first level is called so.
fn titled(title: &str) -> String {
    HEALTHY.replace("title: One", &format!("title: {title}"))
}

/// A ladder of another id.
fn named(id: &str) -> String {
    HEALTHY.replace("healthy", id)
}

const FILE: &str = "ladders/healthy.yaml";

/// Three commits, which call the first level One, Two and Three, and a work tree that calls it Four.
fn history() -> Repository {
    let repository = Repository::new().with(&[(FILE, HEALTHY)]).with(&[(FILE, &titled("Two"))]);
    let repository = repository.with(&[(FILE, &titled("Three"))]);
    repository.write(FILE, titled("Four"));
    repository
}

/// That a comparison finds that the first level was called so and is called so.
#[track_caller]
fn compares(repository: &Repository, args: &str, old: &str, new: &str) {
    let run = repository.run(&format!("diff {args}"));
    run.ends_with(0).prints(&format!("- {old}\n")).prints(&format!("+ {new}\n"));
}

#[test]
fn a_revision_is_compared_with_the_working_tree() {
    let repository = history();
    compares(&repository, "HEAD", "Three", "Four");
    compares(&repository, "HEAD~2 ladders", "One", "Four");
    compares(&repository, "main~1 ladders/healthy.yaml", "Two", "Four");
    compares(&repository, "HEAD -- ladders", "Three", "Four");
}

#[test]
fn two_revisions_are_compared_with_two_dots_or_a_space() {
    let repository = history();
    compares(&repository, "HEAD~2..HEAD", "One", "Three");
    compares(&repository, "HEAD~2..", "One", "Three");
    compares(&repository, "HEAD~2..HEAD~1 ladders", "One", "Two");
    compares(&repository, "HEAD~1 HEAD", "Two", "Three");
    compares(&repository, "HEAD~1 HEAD -- ladders/healthy.yaml", "Two", "Three");
    compares(&repository, "HEAD HEAD~1", "Three", "Two");
}

#[test]
fn three_dots_compare_from_where_the_branches_parted() {
    let repository = Repository::new().with(&[(FILE, HEALTHY)]);
    repository.git(&["checkout", "--quiet", "-b", "next"]);
    repository.commit("the pull request", &[(FILE, &titled("Two"))]);
    repository.git(&["checkout", "--quiet", "main"]);
    repository.commit("meanwhile", &[("ladders/second.yaml", &named("second"))]);
    compares(&repository, "main...next", "One", "Two");
    let run = repository.run("diff main...next");
    assert!(!run.stdout.contains("second"), "{run}");
    repository.run("diff main..next").ends_with(0).prints("second");
    // Once it is merged, the merge base is the branch itself.
    repository.git(&["merge", "--quiet", "--no-edit", "next"]);
    repository.run("diff main...next").ends_with(0).prints("Nothing changes.");
}

#[test]
fn a_file_of_a_revision_stands_on_either_side() {
    let repository = history();
    compares(&repository, "HEAD~1:ladders/healthy.yaml", "Two", "Four");
    compares(&repository, "HEAD~1:ladders/healthy.yaml HEAD:ladders/healthy.yaml", "Two", "Three");
    compares(&repository, "HEAD:ladders/healthy.yaml ladders/healthy.yaml", "Three", "Four");
    compares(&repository, "ladders/healthy.yaml HEAD:ladders/healthy.yaml", "Four", "Three");
    compares(&repository, "HEAD~1:ladders HEAD:ladders", "Two", "Three");
    let moved = history();
    moved.git(&["mv", "-f", FILE, "ladders/moved.yaml"]);
    compares(&moved, "HEAD:ladders/healthy.yaml", "Three", "Four");
    fs::remove_file(moved.at("ladders/moved.yaml")).expect("it is there");
    moved.run("diff HEAD:ladders/healthy.yaml").ends_with(0).prints("ladder-removed");
    let below = repository.call(["diff", "HEAD:./healthy.yaml"]).within("ladders").run();
    below.ends_with(0).prints("+ Four");
    let wrong = repository.call(["diff", "HEAD:healthy.yaml"]).within("ladders").run();
    wrong.ends_with(4).complains("did you mean `HEAD:./healthy.yaml`?");
}

#[test]
fn what_exists_as_a_path_is_a_path_and_dashes_settle_the_rest() {
    let repository = history();
    // A folder that is called as the branch is.
    repository.write("main/healthy.yaml", HEALTHY);
    compares(&repository, "main ladders", "One", "Four");
    compares(&repository, "main -- ladders", "Three", "Four");
    compares(&repository, "-- main ladders", "One", "Four");
    // A file that is called as a range is.
    repository.write("HEAD~1..HEAD", HEALTHY);
    compares(&repository, "HEAD~1..HEAD ladders/healthy.yaml", "One", "Four");
    compares(&repository, "HEAD~1..HEAD -- ladders", "Two", "Three");
}

#[test]
fn a_working_folder_below_the_top_reads_the_same_folder_of_a_revision() {
    let repository =
        Repository::new().with(&[("people/ladders/healthy.yaml", HEALTHY), ("ladders/b.yaml", &named("b"))]);
    repository.write("people/ladders/healthy.yaml", titled("Two"));
    let run = repository.call(["diff", "HEAD"]).within("people").run();
    run.ends_with(0).prints("+ Two");
    repository.call(["show", "healthy", "--at", "HEAD"]).within("people").run().ends_with(0).prints("IC1 One");
    repository.call(["diff", "HEAD", "../ladders"]).within("people").run().ends_with(0).prints("Nothing changes.");
}

#[test]
fn bases_are_those_of_the_same_revision() {
    let with_base =
        "ladder: x\nextends: company.yaml\ntracks: [{ id: ic, kind: ic, levels: [{ id: IC1, grade: g }] }]\n";
    let base = |title: &str| format!("base: company\ngrades: [{{ id: g, title: {title} }}]\n");
    let files = |title: &str| [("ladders/x.yaml", with_base.to_owned()), ("ladders/company.yaml", base(title))];
    let repository = Repository::new();
    for title in ["Early", "Late"] {
        let files = files(title);
        repository.commit(title, &files.each_ref().map(|(path, text)| (*path, text.as_str())));
    }
    let run = repository.run("diff HEAD~1..HEAD ladders/x.yaml");
    run.ends_with(0).prints("- Early").prints("+ Late");
    repository.run("show x/IC1 --at HEAD~1").ends_with(0).prints("Early");
    // The base is gone from the work tree, and the revision has it still.
    fs::remove_file(repository.at("ladders/company.yaml")).expect("it is there");
    repository.run("show x/IC1 --at HEAD").ends_with(0).prints("Late");
}

#[test]
fn what_is_loaded_for_a_reference_only_is_not_compared() {
    let other = format!("extends: company.yaml\n{}", named("other"));
    let base = "base: company\ncompetencies: [{ id: delivery }]\n";
    let repository = Repository::new();
    repository.commit("one", &[(FILE, HEALTHY), ("ladders/other.yaml", &other), ("ladders/company.yaml", base)]);
    repository.write(FILE, HEALTHY.replace("moves: [", "moves: [{ from: IC1, to: other/IC1 }, "));
    let run = repository.run("diff HEAD ladders/healthy.yaml");
    run.ends_with(0).prints("move-added");
    assert!(!run.stdout.contains("company"), "{run}");
}

#[test]
fn a_ladder_that_is_new_or_gone_is_a_state() {
    let repository = Repository::new().with(&[(FILE, HEALTHY)]).with(&[("ladders/second.yaml", &named("second"))]);
    repository.run("diff HEAD~1..HEAD").ends_with(0).prints("ladder-added");
    repository.run("diff HEAD..HEAD~1").ends_with(0).prints("ladder-removed");
    repository.run("diff HEAD~1 ladders/second.yaml").ends_with(0).prints("ladder-added");
    repository.run("diff HEAD~1..HEAD ladders/second.yaml").ends_with(0).prints("ladder-added");
    fs::remove_file(repository.at("ladders/second.yaml")).expect("it is there");
    repository.run("diff HEAD ladders/second.yaml").ends_with(0).prints("ladder-removed");
    // All of them.
    fs::remove_dir_all(repository.at("ladders")).expect("it is there");
    repository.run("diff HEAD").ends_with(0).prints("ladder-removed");
    let empty = Repository::new().with(&[("notes.md", "none")]).with(&[(FILE, HEALTHY)]);
    empty.run("diff HEAD~1").ends_with(0).prints("ladder-added");
    empty.run("diff HEAD~1 HEAD~1").ends_with(3).complains("no ladder files");
}

#[test]
fn a_file_that_was_renamed_is_matched_by_its_ladder() {
    let repository = Repository::new().with(&[("old place/eng.yaml", &titled("Old"))]);
    fs::create_dir(repository.at("ladders")).expect("a folder");
    repository.git(&["mv", "old place/eng.yaml", "ladders/eng.yaml"]);
    repository.commit("move it", &[("ladders/eng.yaml", &titled("New"))]);
    compares(&repository, "HEAD~1..HEAD", "Old", "New");
    compares(&repository, "HEAD~1 ladders/eng.yaml", "Old", "New");
    let run = repository.call(["diff", "HEAD~1", "old place/eng.yaml"]).run();
    run.ends_with(0).prints("+ New");
    // Two files that were swapped.
    let swapped = Repository::new().with(&[("ladders/a.yaml", &named("a")), ("ladders/b.yaml", &named("b"))]);
    swapped.write("ladders/a.yaml", named("b").replace("title: One", "title: Two"));
    swapped.write("ladders/b.yaml", named("a"));
    compares(&swapped, "HEAD ladders/a.yaml", "One", "Two");
    // A copy that stood there all along is no place that it moved to.
    repository.commit("a copy", &[("archive/eng.yaml", &titled("New"))]);
    fs::remove_file(repository.at("ladders/eng.yaml")).expect("it is there");
    repository.run("diff HEAD ladders/eng.yaml").ends_with(0).prints("ladder-removed");
}

#[test]
fn a_file_that_is_broken_at_a_revision_is_named_and_the_others_are_compared() {
    let repository = Repository::new().with(&[(FILE, HEALTHY), ("ladders/second.yaml", "ladder: second\ntracks: [\n")]);
    let repository = repository.with(&[(FILE, &titled("Two")), ("ladders/second.yaml", &named("second"))]);
    let run = repository.run("diff HEAD~1..HEAD");
    run.ends_with(4).complains("HEAD~1:ladders/second.yaml").prints("+ Two").prints("Not compared");
    assert!(!run.stdout.contains("ladder-added"), "{run}");
    let show = repository.run("show --at HEAD~1");
    show.ends_with(4).complains("HEAD~1:ladders/second.yaml").prints("Healthy");
}

#[test]
fn what_is_not_there_is_named() {
    let repository = history();
    repository.git(&["tag", "v1.0"]);
    for (args, text) in [
        ("diff nope", "there is no revision `nope`"),
        ("diff v1.1", "did you mean `v1.0`?"),
        ("diff HEADD", "did you mean `HEAD`?"),
        ("diff HEAD:ladders/helthy.yaml", "did you mean `ladders/healthy.yaml`?"),
        ("diff HEAD~9", "there is no revision `HEAD~9`"),
        ("diff HEAD nowhere.yaml", "`nowhere.yaml` is neither in `HEAD` nor in the working tree"),
        ("diff HEAD:nowhere.yaml", "there is no `nowhere.yaml` in `HEAD`"),
        ("diff HEAD:ladders/healthy.yaml..HEAD", "there is no"),
        ("diff HEAD^{/fix:a..b}", "there is no revision"),
        ("show --at nope", "there is no revision `nope`"),
        ("validate --changed-since nope", "there is no revision `nope`"),
        ("diff deadbeef..HEAD", "there is no revision `deadbeef`"),
        ("diff 0123456789012345678901234567890123456789", "there is no revision"),
    ] {
        repository.run(args).ends_with(4).complains(text).is_tame();
    }
    let blob = repository.git(&["rev-parse", "HEAD:ladders/healthy.yaml"]);
    repository.run(&format!("diff {blob}")).ends_with(4).complains("is not a commit");
    repository.run("diff ladders").ends_with(2).complains("`ladder diff HEAD ladders`");
    repository.run("diff ladders HEAD").ends_with(2).complains("expected a revision before the paths");
    Repository::new().run("diff HEAD").ends_with(4).complains("no commits yet");
}

#[test]
fn outside_of_a_repository_and_without_git_that_is_said() {
    let project = Project::new().with(FILE, HEALTHY);
    for args in ["diff HEAD", "show --at HEAD", "validate --changed-since HEAD", "log"] {
        let args = args.split(' ');
        // The folder may lie below one that somebody keeps in git.
        let run = project.call(args).env("GIT_CEILING_DIRECTORIES", project.at("..")).run();
        run.ends_with(4).complains("not in a git repository");
    }
    let repository = history();
    let empty = repository.at("empty");
    fs::create_dir(&empty).expect("a folder");
    // The program is started by a shell, which is all that is there.
    #[cfg(unix)]
    std::os::unix::fs::symlink("/bin/sh", empty.join("sh")).expect("a link");
    repository.call(["diff", "HEAD"]).env("PATH", &empty).run().ends_with(4).complains("install git");
    repository.call(["diff", FILE, FILE]).env("PATH", &empty).run().ends_with(0);
}

#[cfg(unix)]
#[test]
fn names_that_git_could_take_for_something_else_are_not_passed_on() {
    let repository = history();
    let sentinel = repository.at("sentinel");
    let output = format!("--output={}", sentinel.display());
    for name in
        [output.as_str(), "--all", "-h", "--help;touch sentinel", "$(touch sentinel)", "`touch sentinel`", "a\nb"]
    {
        let run = repository.call(["diff", "--", name, "ladders"]).run();
        assert_eq!(run.status, Some(4), "it is a path: {run}");
        let run = repository.call(["show", &format!("--at={name}")]).run();
        run.ends_with(4).is_tame();
        let run = repository.call(["diff", &format!("HEAD..{name}")]).run();
        run.ends_with(4).is_tame();
    }
    assert!(!sentinel.exists());
}

#[cfg(unix)]
#[test]
fn no_hook_pager_driver_or_monitor_is_run_and_nothing_is_touched() {
    use std::os::unix::fs::PermissionsExt;
    let repository = Repository::new();
    repository.commit("one", &[(FILE, HEALTHY), (".gitattributes", "*.yaml diff=spy filter=spy\n")]);
    let sentinel = repository.at(".git/sentinel");
    let spy = repository.at(".git/spy");
    fs::write(&spy, format!("#!/bin/sh\necho \"$0 $*\" >>'{}'\ncat\n", sentinel.display())).expect("a script");
    fs::set_permissions(&spy, fs::Permissions::from_mode(0o755)).expect("it is ours");
    let spy = spy.display().to_string();
    for setting in
        ["core.pager", "core.fsmonitor", "diff.external", "diff.spy.textconv", "diff.spy.command", "pager.log"]
    {
        repository.git(&["config", setting, &spy]);
    }
    for hook in ["reference-transaction", "post-index-change", "post-checkout", "pre-auto-gc"] {
        fs::copy(&spy, repository.at(".git/hooks").join(hook)).expect("a hook");
    }
    repository.write(FILE, titled("Two"));
    let index = fs::read(repository.at(".git/index")).expect("an index");
    for args in ["diff HEAD", "diff HEAD...HEAD", "log", "show --at HEAD", "validate --changed-since HEAD"] {
        repository.call(args.split(' ')).env("GIT_PAGER", &spy).env("GIT_EXTERNAL_DIFF", &spy).run().ends_with(0);
    }
    assert!(!sentinel.exists(), "{}", fs::read_to_string(&sentinel).unwrap_or_default());
    assert_eq!(fs::read(repository.at(".git/index")).expect("an index"), index);
    assert_eq!(fs::read_to_string(repository.at(FILE)).expect("a file"), titled("Two"));
}

#[test]
fn a_shallow_clone_is_told_the_command_that_fetches_what_it_lacks() {
    let origin = Repository::new().with(&[(FILE, HEALTHY)]).with(&[(FILE, &titled("Two"))]);
    let first = origin.git(&["rev-parse", "HEAD~1"]);
    origin.git(&["branch", "other", "HEAD~1"]);
    origin.git(&["config", "uploadpack.allowAnySHA1InWant", "true"]);
    let clone = || {
        let clones = Project::new();
        let url = format!("file://{}", origin.at("").display());
        git(&clones.at(""), &["clone", "--quiet", "--depth=1", &url, "clone"]);
        clones
    };
    for (args, text) in [
        (format!("diff {first}"), format!("`git fetch --depth=1 origin {first}`")),
        ("diff origin/other".to_owned(), "`git fetch --depth=1 origin other:refs/remotes/origin/other`".to_owned()),
        (
            "diff HEAD~1".to_owned(),
            "`git fetch --unshallow --tags origin '+refs/heads/*:refs/remotes/origin/*'`".to_owned(),
        ),
    ] {
        let clones = clone();
        let run = clones.call(args.split(' ')).within("clone").run();
        run.ends_with(4).complains("shallow").complains(&text);
        // The command is the exact one: with it, the comparison is there.
        let command: Vec<&str> = text.trim_matches('`').split(' ').map(|word| word.trim_matches('\'')).collect();
        git(&clones.at("clone"), &command[1..]);
        clones.call(args.split(' ')).within("clone").run().ends_with(0).prints("- One").prints("+ Two");
    }
    let clones = clone();
    let log = clones.call(["log"]).within("clone").run();
    log.ends_with(0).prints("so its history ends here").prints("--unshallow");
    assert!(!log.stdout.contains("ladder-added"), "what is not there is not what was not there: {log}");
    git(&clones.at("clone"), &["fetch", "--quiet", "--deepen=1"]);
    let run = clones.call(["log", "-n", "1"]).within("clone").run();
    run.ends_with(0).prints("`One` to `Two`");
}

#[test]
fn two_histories_without_a_common_commit_have_no_merge_base() {
    let repository = Repository::new().with(&[(FILE, HEALTHY)]);
    repository.git(&["checkout", "--quiet", "--orphan", "apart"]);
    repository.commit("apart", &[(FILE, &titled("Two"))]);
    repository.run("diff main...apart").ends_with(4).complains("no commit in common");
    compares(&repository, "main..apart", "One", "Two");
}

#[test]
fn a_detached_head_and_a_linked_worktree_are_as_good_as_any() {
    let repository = history();
    repository.git(&["checkout", "--quiet", "--force", "--detach", "HEAD~1"]);
    repository.write(FILE, titled("Five"));
    compares(&repository, "HEAD", "Two", "Five");
    repository.git(&["worktree", "add", "--quiet", "--detach", "linked tree", "main"]);
    repository.write("linked tree/ladders/healthy.yaml", titled("Six"));
    let run = repository.call(["diff", "HEAD"]).within("linked tree").run();
    run.ends_with(0).prints("- Three").prints("+ Six");
    repository.call(["log", "-n", "1"]).within("linked tree").run().ends_with(0).prints("`Two` to `Three`");
}

#[test]
fn a_bare_repository_has_revisions_and_no_working_tree() {
    let repository = history();
    let bare = Project::new();
    git(&bare.at(""), &["clone", "--quiet", "--bare", &repository.at("").display().to_string(), "bare.git"]);
    let run = |args: &str| bare.call(args.split(' ')).within("bare.git").run();
    run("diff HEAD~1..HEAD").ends_with(0).prints("- Two").prints("+ Three");
    run("diff HEAD~1..HEAD ladders/healthy.yaml").ends_with(0).prints("+ Three");
    run("diff HEAD~1:ladders/healthy.yaml HEAD:ladders/healthy.yaml").ends_with(0).prints("+ Three");
    run("show IC1 --at HEAD~2").ends_with(0).prints("IC1 One");
    run("log").ends_with(0).prints("`One` to `Two`");
    run("diff HEAD").ends_with(4).complains("no working tree").complains("REV..REV");
}

#[test]
fn a_submodule_is_read_at_the_commit_that_the_revision_names() {
    let shared = Repository::new().with(&[("healthy.yaml", HEALTHY)]);
    let repository = Repository::new().with(&[("notes.md", "none")]);
    let url = shared.at("").display().to_string();
    repository.git(&["submodule", "add", "--quiet", &url, "ladders"]);
    repository.commit("with ladders", &[]);
    shared.commit("two", &[("healthy.yaml", &titled("Two"))]);
    git(&repository.at("ladders"), &["pull", "--quiet", "origin", "main"]);
    repository.commit("newer ladders", &[]);
    compares(&repository, "HEAD~1..HEAD", "One", "Two");
    compares(&repository, "HEAD~1", "One", "Two");
    repository.call(["diff", "HEAD~1"]).within("ladders").run().ends_with(0).prints("+ Two");
    // A hook is told which repository is meant; a submodule is another.
    let hook =
        repository.call(["diff", "HEAD~1..HEAD"]).env("GIT_DIR", ".git").env("GIT_INDEX_FILE", ".git/index").run();
    hook.ends_with(0).prints("+ Two");
    // Where it was never fetched there is an empty folder, on disk and in every revision.
    let clones = Project::new();
    git(&clones.at(""), &["clone", "--quiet", &repository.at("").display().to_string(), "clone"]);
    clones.call(["diff", "HEAD~1..HEAD"]).within("clone").run().ends_with(3).complains("no ladder files");
}

#[cfg(unix)]
#[test]
fn links_are_followed_within_a_revision_and_not_out_of_it() {
    use std::os::unix::fs::symlink;
    let repository = Repository::new().with(&[("shared/healthy.yaml", HEALTHY), ("outside.txt", "x")]);
    fs::create_dir(repository.at("ladders")).expect("a folder");
    symlink("../shared/healthy.yaml", repository.at(FILE)).expect("a link");
    repository.commit("linked", &[]);
    repository.commit("changed", &[("shared/healthy.yaml", &titled("Two"))]);
    compares(&repository, "HEAD~1..HEAD ladders", "One", "Two");
    symlink("/etc/hosts", repository.at("ladders/out.yaml")).expect("a link");
    symlink("circle.yaml", repository.at("ladders/circle.yaml")).expect("a link");
    symlink("gone.yaml", repository.at("ladders/dangling.yaml")).expect("a link");
    repository.commit("astray", &[]);
    let run = repository.run("diff HEAD~1..HEAD ladders");
    run.ends_with(4).complains("out of the repository").complains("in a circle").complains("a missing file");
}

#[test]
fn what_is_ignored_is_ignored_on_both_sides() {
    let repository = Repository::new();
    repository.write("ladders/draft.yaml", named("draft"));
    repository.commit("tracked before it was ignored", &[(FILE, HEALTHY)]);
    repository.commit("ignored", &[(".gitignore", "draft.yaml\n")]);
    repository.run("diff HEAD").ends_with(0).prints("Nothing changes.");
    repository.commit("not ignored", &[("ladders/.gitignore", "!draft.yaml\n")]);
    repository.run("diff HEAD").ends_with(0).prints("Nothing changes.");
    repository.run("show draft --at HEAD").ends_with(0);
    repository.run("show draft --at HEAD~1").ends_with(3);
    repository.run("diff HEAD~1..HEAD").ends_with(0).prints("ladder-added");
}

#[test]
fn names_of_files_are_taken_as_they_are() {
    let path = "people team/ladders – näch:st/healthy ladder.yaml";
    let repository = Repository::new().with(&[(path, HEALTHY)]);
    repository.write(path, titled("Two"));
    let folder = "people team/ladders – näch:st";
    repository.call(["diff", "HEAD", path]).run().ends_with(0).prints("+ Two");
    repository.call(["diff", "HEAD", folder]).run().ends_with(0).prints("+ Two");
    repository.call(["diff", &format!("HEAD:{path}")]).run().ends_with(0).prints("+ Two");
    repository
        .call(["show", folder, "--at", "HEAD"])
        .run()
        .ends_with(0)
        .prints("IC1 One")
        .prints("--at HEAD healthy/IC1");
}

#[test]
fn settings_are_those_of_the_new_revision() {
    let repository =
        Repository::new().with(&[(FILE, HEALTHY), (".ladder.yaml", "impacts: { level-retitled: breaking }\n")]);
    let repository = repository.with(&[(FILE, &titled("Two")), (".ladder.yaml", "")]);
    repository.run("diff HEAD~1..HEAD").ends_with(0).prints("Verdict: wording");
    repository.run("diff HEAD..HEAD~1").ends_with(0).prints("Verdict: breaking");
    repository.commit("wrong", &[(".ladder.yaml", "impacts: { level-retilted: breaking }\n")]);
    repository.run("diff HEAD~1..HEAD").ends_with(2).complains("did you mean `level-retitled`?");
}

#[test]
fn any_view_is_shown_as_of_a_revision() {
    let repository = history();
    repository.run("show --at HEAD~2").ends_with(0).prints("IC1 One").prints("`ladder show --at HEAD~2 healthy/IC1`");
    repository.run("show healthy/IC1 --at HEAD~1").ends_with(0).prints("IC1 Two");
    repository.run("show IC1 --at HEAD --format json").ends_with(0).prints("\"Three\"");
    repository.run("show healthy --at HEAD~1 --format yaml").ends_with(0).prints("title: Two");
    repository
        .run("show ladders/healthy.yaml --at HEAD~2 --format json")
        .ends_with(0)
        .prints("HEAD~2:ladders/healthy.yaml");
    repository
        .call(["show", "-", "--at", "HEAD"])
        .run()
        .ends_with(2)
        .complains("standard input belongs to no revision");
}

#[test]
fn a_check_of_what_changed_passes_over_the_rest() {
    let one_way = HEALTHY.replace(", both_ways: true", "");
    let base = "base: company\ncompetencies: [{ id: delivery, title: Delivery }]\n";
    let extended = format!("extends: company.yaml\n{}", one_way.replace("healthy", "extended"));
    let repository = Repository::new();
    repository.commit("one", &[(FILE, &one_way), ("ladders/company.yaml", base), ("ladders/extended.yaml", &extended)]);
    let files = |args: &str| repository.run(&format!("validate --list-files {args}")).stdout.clone();
    assert_eq!(files("--changed-since HEAD"), "");
    let run = repository.run("validate --changed-since HEAD --fail-on warning");
    run.ends_with(0).prints("no findings").complains("3 files are the same as in `HEAD`");
    repository.run("validate --fail-on warning").ends_with(1).prints("one-way-switch");

    repository.write(FILE, one_way.replace("title: One", "title: Two"));
    assert_eq!(files("--changed-since HEAD"), "ladders/healthy.yaml\n");
    repository
        .run("validate --changed-since HEAD --fail-on warning")
        .ends_with(1)
        .prints("healthy.yaml")
        .complains("2 files");

    // What builds on a base changes with it.
    repository.commit("two", &[]);
    repository.write("ladders/company.yaml", base.replace("title: Delivery", "title: Deliveries"));
    assert_eq!(files("--changed-since HEAD"), "ladders/company.yaml\nladders/extended.yaml\n");

    // A renamed file, and one that git wrote with other line breaks, read the same.
    repository.commit("three", &[]);
    repository.git(&["mv", FILE, "ladders/renamed.yaml"]);
    repository.write("ladders/extended.yaml", extended.replace('\n', "\r\n"));
    assert_eq!(files("--changed-since HEAD"), "");
    fs::remove_file(repository.at("ladders/company.yaml")).expect("it is there");
    assert_eq!(files("--changed-since HEAD"), "ladders/extended.yaml\n");
    repository.run("validate --changed-since HEAD").ends_with(1).prints("missing-base");
    for format in ["json", "sarif", "junit", "github", "gitlab", "markdown", "concise"] {
        repository.run(&format!("validate --changed-since HEAD --format {format}")).ends_with(1).prints("missing-base");
    }
    repository.run("validate --changed-since HEAD --fix").ends_with(2);
    assert!(Path::new(&repository.at("ladders/renamed.yaml")).exists());
}

#[test]
fn a_check_of_what_changed_reports_what_that_broke_elsewhere() {
    let base = "base: company\ncompetencies: [{ id: delivery }]\n";
    let other = HEALTHY.replace("ladder: healthy", "ladder: other\nextends: company.yaml");
    let other = other.replace("moves: [", "moves: [{ from: IC2, to: healthy/M2, both_ways: true }, ");
    let wrong = HEALTHY.replace("healthy", "wrong").replace("to: M2", "to: M9");
    let files = [
        (FILE, HEALTHY),
        ("ladders/company.yaml", base),
        ("ladders/other.yaml", &other),
        // This is wrong already, and no change of today's is to blame.
        ("ladders/wrong.yaml", &wrong),
    ];
    type Change = dyn Fn(&Repository);
    let changes: [(&str, &str, &Change); 6] = [
        ("duplicate-id", "ladders/healthy.yaml", &|it| it.write("ladders/a-copy.yaml", HEALTHY)),
        ("duplicate-id", "ladders/z-copy.yaml", &|it| it.write("ladders/z-copy.yaml", HEALTHY)),
        ("duplicate-id", "ladders/healthy.yaml", &|it| it.write("ladders/a.yaml", HEALTHY.replace("Lead", "Manager"))),
        ("unknown-reference", "ladders/other.yaml", &|it| it.write(FILE, HEALTHY.replace("M2", "M3"))),
        ("unknown-reference", "ladders/other.yaml", &|it| fs::remove_file(it.at(FILE)).expect("it is there")),
        ("missing-base", "ladders/other.yaml", &|it| {
            fs::remove_file(it.at("ladders/company.yaml")).expect("it is there");
        }),
    ];
    for (rule, file, change) in changes {
        let repository = Repository::new().with(&files);
        repository.run("validate --changed-since HEAD").ends_with(0).prints("no findings");
        change(&repository);
        for args in
            ["validate --changed-since HEAD --format concise", "validate --changed-since HEAD ladders --format concise"]
        {
            let run = repository.run(args);
            run.ends_with(1).prints(" error: ").prints(&format!("[{rule}]")).prints(file);
            assert!(!run.stdout.contains("wrong"), "{run}");
        }
        // What is already part of the revision is no news, unless a base is still missing.
        repository.commit("two", &[]);
        let status = i32::from(rule == "missing-base");
        repository.run("validate --changed-since HEAD").ends_with(status);
    }
}

#[test]
fn a_folder_that_is_new_or_gone_is_a_state_for_who_works_in_it() {
    let repository = Repository::new().with(&[("notes.md", "none")]).with(&[("people/ladders/a.yaml", HEALTHY)]);
    let within = |args: &[&str]| repository.call(args).within("people").run();
    within(&["diff", "HEAD~1"]).ends_with(0).prints("ladder-added");
    within(&["diff", "HEAD~1..HEAD"]).ends_with(0).prints("ladder-added");
    within(&["diff", "HEAD..HEAD~1"]).ends_with(0).prints("ladder-removed");
    within(&["diff", "HEAD~1..HEAD", "ladders"]).ends_with(0).prints("ladder-added");
    within(&["show", "--at", "HEAD~1"]).ends_with(3).complains("the folder `people` is not in `HEAD~1`");
}

#[test]
fn who_owns_the_repository_is_asked_with_the_command_that_answers() {
    let repository = history();
    // Git's own tests ask this of it.
    let run = repository.call(["diff", "HEAD"]).env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1").run();
    run.ends_with(4).complains("`git config --global --add safe.directory ");
}

#[test]
fn what_a_sparse_work_tree_leaves_out_is_not_gone() {
    let repository =
        Repository::new().with(&[(FILE, HEALTHY), ("other/b.yaml", &named("b")), ("k8s/x.yaml", "a: 1\n")]);
    repository.git(&["sparse-checkout", "set", "--no-cone", "/other/"]);
    let run = repository.run("diff HEAD");
    run.ends_with(4).complains("the working tree is sparse and leaves out `ladders/healthy.yaml`");
    run.complains("`git sparse-checkout add ladders`");
    repository.run("diff HEAD other").ends_with(0).prints("Nothing changes.");
    repository.run("diff HEAD..HEAD").ends_with(0).prints("Nothing changes.");
    // Other missing files count as removed.
    fs::remove_file(repository.at("other/b.yaml")).expect("it is there");
    repository.run("diff HEAD other").ends_with(0).prints("ladder-removed");
}

#[test]
fn names_that_hold_signs_of_paths_are_read_as_git_reads_them() {
    let repository = history();
    repository.commit("say: four", &[]);
    compares(&repository, ":/say HEAD~1", "Four", "Three");
    compares(&repository, "HEAD~2:notes/../ladders/healthy.yaml", "Two", "Four");
    let below = repository.call(["diff", "HEAD~2:./../ladders"]).within("ladders").run();
    below.ends_with(0).prints("+ Four");
    for (args, text) in [
        ("diff HEAD~9", "`HEAD` exists, but its history does not go back that far"),
        ("diff main^2", "`main` exists"),
        ("diff HAED~1", "did you mean `HEAD`?"),
    ] {
        repository.run(args).ends_with(4).complains(text);
    }
}

#[test]
fn files_that_swapped_their_ladders_are_matched_by_them() {
    let repository = Repository::new().with(&[("ladders/a.yaml", &named("a")), ("ladders/b.yaml", &named("b"))]);
    repository.write("ladders/a.yaml", named("b").replace("title: One", "title: Two"));
    repository.write("ladders/b.yaml", named("a"));
    for args in ["diff HEAD:ladders/a.yaml", "diff HEAD ladders/a.yaml", "diff HEAD"] {
        let run = repository.run(args);
        run.ends_with(0).prints("+ Two");
        assert!(!run.stdout.contains("ladder-added"), "{run}");
    }
}

#[test]
fn a_branch_and_a_tag_of_one_name_are_no_beginning_of_a_commit() {
    let repository = history();
    repository.git(&["tag", "v1", "HEAD~1"]);
    repository.git(&["branch", "v1"]);
    compares(&repository, "tags/v1..heads/v1", "Two", "Three");
    let run = repository.run("diff v1~9");
    run.ends_with(4).complains("there is no revision `v1~9`").complains("`v1` exists");
}

#[test]
fn a_name_may_begin_with_any_character() {
    let repository = history();
    repository.git(&["branch", "über", "HEAD~2"]);
    compares(&repository, "über", "One", "Four");
    compares(&repository, "über..main", "One", "Three");
    compares(&repository, "über:ladders/healthy.yaml", "One", "Four");
    repository.run("diff ünknown").ends_with(4).complains("there is no revision `ünknown`");
    repository.run("diff é").ends_with(4).complains("there is no revision `é`");
}

#[test]
fn what_names_several_revisions_or_the_index_comes_with_what_is_taken() {
    let repository = history();
    for name in ["HEAD^!", "HEAD^@", "HEAD^-"] {
        repository
            .run(&format!("diff {name}"))
            .ends_with(4)
            .complains(&format!("`{name}` names several revisions"))
            .complains("`HEAD~..HEAD`");
    }
    for name in [":ladders/healthy.yaml", ":0:ladders/healthy.yaml"] {
        repository.run(&format!("diff {name}")).ends_with(4).complains("the index, which `ladder` does not read");
    }
    repository.write(":odd.yaml", titled("Odd"));
    repository.run("diff :odd.yaml ladders/healthy.yaml").ends_with(0).prints("- Odd");
}

#[test]
fn an_object_that_git_cannot_hand_over_is_no_wrong_path() {
    let repository = history();
    let lost = repository.git(&["rev-parse", "HEAD~1:ladders"]);
    fs::remove_file(repository.at(format!(".git/objects/{}/{}", &lost[..2], &lost[2..]))).expect("it is loose");
    let run = repository.run("diff HEAD~1");
    run.ends_with(4).complains("is missing or damaged").complains("git fsck");
    assert!(!run.stderr.contains("takes files and folders"), "{run}");
}

#[test]
fn a_branch_that_is_called_like_a_folder_comes_with_the_dashes() {
    let repository = history();
    repository.git(&["branch", "ladders", "HEAD~2"]);
    repository.run("diff ladders").ends_with(2).complains("`ladder diff ladders -- .`");
    compares(&repository, "ladders -- .", "One", "Four");
    assert!(!repository.run("diff ladders/healthy.yaml").ends_with(2).stderr.contains("-- ."));
}
