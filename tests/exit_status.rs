//! How every command ends, in every format and situation: one table.
//!
//! 0 fine; 1 findings at or above the gate; 2 wrong usage; 3 nothing matched; 4 something could not be read or used.

use std::collections::BTreeSet;
use std::io::{self, BufRead, BufReader};

use crate::support::program::{HEALTHY, PROGRAM, Project, Run, wait};
use crate::support::repository::git;
use clap::CommandFactory;
use ladder::cli::Cli;

/// What is in the folder in which a command runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Folder {
    /// Nothing.
    Empty,
    /// A ladder without findings.
    Fine,
    /// A ladder with an error that does not keep it from being understood in part.
    Error,
    /// A ladder with a warning only.
    Warning,
    /// A file that is not YAML, beside a ladder without findings.
    Beside,
    /// A base, and no ladder.
    Base,
    /// YAML that is no ladder.
    Other,
    /// Two ladders without findings.
    Two,
    /// A ladder without findings, in a git repository of one revision.
    Committed,
    /// A table of a ladder, and one of people.
    Table,
}

impl Folder {
    fn make(self) -> Project {
        let project = Project::new();
        let one_way = HEALTHY.replace("healthy", "one").replace(", both_ways: true", "");
        let two = HEALTHY.replace("healthy", "second");
        match self {
            Self::Empty => project,
            Self::Fine => project.with("ladders/healthy.yaml", HEALTHY),
            Self::Error => project.with("ladders/healthy.yaml", format!("{HEALTHY}bogus: 1\n")),
            Self::Warning => project.with("ladders/one.yaml", one_way),
            Self::Beside => Self::Fine.make().with("ladders/broken.yaml", "ladder: broken\ntracks: [\n"),
            Self::Base => project.with("ladders/company.yaml", "base: company\n"),
            Self::Other => project.with("ladders/compose.yaml", "services: {}\n"),
            Self::Table => project
                .with("table.csv", "Skill,IC1,IC2\nCraft,Follows a plan.,Makes a plan.\n")
                .with("people.csv", "Name,Email,Level\nAnn Lee,ann@example.org,IC1\nBo Ray,bo@example.org,IC1\n"),
            Self::Two => Self::Fine.make().with("ladders/second.yaml", two),
            Self::Committed => {
                let project = Self::Fine.make();
                for args in [&["init", "--quiet"][..], &["add", "."], &["commit", "--quiet", "--message", "one"]] {
                    git(&project.at(""), args);
                }
                project
            }
        }
    }
}

/// What stands on standard output.
#[derive(Debug, Clone, Copy)]
enum Out {
    /// Nothing at all.
    Nothing,
    /// Something that holds this; for `--format json` one document, for `--format yaml` one too.
    Holds(&'static str),
}

use Folder::{Base, Beside, Committed, Empty, Error, Fine, Other, Table, Two, Warning};
use Out::{Holds, Nothing};

/// Situation, arguments, exit status, standard output, and a part of standard error (nothing there where it is empty).
const TABLE: &[(Folder, &str, i32, Out, &str)] = &[
    // validate
    (Fine, "validate", 0, Holds("no findings"), ""),
    (Fine, "validate --format json", 0, Holds("\"errors\": 0"), ""),
    (Fine, "validate ladders", 0, Holds("no findings"), ""),
    (Fine, "validate ladders/healthy.yaml --format json", 0, Holds("\"findings\": []"), ""),
    (Fine, "validate nowhere.yaml", 4, Nothing, "could not read `nowhere.yaml`"),
    (Fine, "validate nowhere.yaml --format json", 4, Holds("\"unreadable\""), "could not read `nowhere.yaml`"),
    (Fine, "validate nowhere", 4, Nothing, "could not read `nowhere`"),
    (Fine, "validate ladders nowhere.yaml", 4, Holds("no findings in the files that could be read"), "nowhere.yaml"),
    (Fine, "validate ladders nowhere.yaml --format json", 4, Holds("\"unreadable\""), "nowhere.yaml"),
    (Error, "validate --format concise", 1, Holds("unknown-field"), ""),
    (Error, "validate --format sarif", 1, Holds("unknown-field"), ""),
    (Error, "validate --format github", 1, Holds("::error"), ""),
    (Error, "validate --format gitlab", 1, Holds("unknown-field"), ""),
    (Error, "validate --format junit", 1, Holds("<testsuites"), ""),
    (Error, "validate --format markdown", 1, Holds("unknown-field"), ""),
    (Fine, "validate --format yaml", 2, Nothing, "yaml"),
    (Fine, "validate --format xml", 2, Nothing, "xml"),
    (Fine, "validate --bogus", 2, Nothing, "--bogus"),
    (Fine, "validate --fail-on sometimes", 2, Nothing, "sometimes"),
    (Error, "validate", 1, Holds("unknown-field"), ""),
    (Error, "validate --format json", 1, Holds("\"rule\": \"unknown-field\""), ""),
    (Error, "validate --fail-on never", 0, Holds("unknown-field"), ""),
    (Error, "validate --fail-on never --format json", 0, Holds("unknown-field"), ""),
    (Error, "validate ladders nowhere.yaml", 4, Holds("unknown-field"), "nowhere.yaml"),
    (Warning, "validate", 0, Holds("one-way-switch"), ""),
    (Warning, "validate --format json", 0, Holds("\"severity\": \"warning\""), ""),
    (Warning, "validate --fail-on warning", 1, Holds("one-way-switch"), ""),
    (Warning, "validate --fail-on note", 1, Holds("one-way-switch"), ""),
    (Warning, "validate --fail-on error", 0, Holds("one-way-switch"), ""),
    (Beside, "validate", 1, Holds("checked 2 files"), ""),
    (Beside, "validate --format json", 1, Holds("\"rule\": \"syntax\""), ""),
    (Beside, "validate ladders/healthy.yaml", 0, Holds("no findings"), ""),
    (Beside, "validate ladders/broken.yaml", 1, Holds("syntax"), ""),
    (Beside, "validate --fail-on never", 0, Holds("syntax"), ""),
    (Empty, "validate", 3, Nothing, "ladder init"),
    (Empty, "validate --format json", 3, Nothing, "ladder init"),
    (Empty, "validate --fail-on never", 3, Nothing, "ladder init"),
    (Empty, "validate .", 3, Nothing, "ladder init"),
    (Empty, "validate -", 1, Holds("the file is empty"), ""),
    (Base, "validate", 0, Holds("checked 1 file: 0 ladders"), ""),
    (Other, "validate", 3, Nothing, "none of `ladder`, `base` and `tracks`"),
    (Other, "validate ladders/compose.yaml", 1, Holds("not a ladder file"), ""),
    // lsp
    (Fine, "lsp", 4, Nothing, "without the request `shutdown`"),
    (Fine, "lsp --bogus", 2, Nothing, "--bogus"),
    // site
    (Fine, "site out", 0, Holds("out/index.html: 1 ladder, 3 levels"), "does not say what changed"),
    (Committed, "site out", 0, Holds("out/index.html: 1 ladder, 3 levels"), ""),
    (Committed, "site out --at HEAD", 0, Holds("out/index.html: 1 ladder, 3 levels"), ""),
    (Fine, "site", 2, Nothing, "required arguments"),
    (Fine, "site ladders", 2, Nothing, "has files that `ladder site` did not write"),
    (Fine, "site out --bogus", 2, Nothing, "--bogus"),
    (Empty, "site out", 3, Nothing, "ladder init"),
    (Base, "site out", 3, Nothing, "found only base files and no ladder"),
    (Error, "site out", 4, Nothing, "the site is not written"),
    (Fine, "site out nowhere.yaml", 4, Nothing, "could not read `nowhere.yaml`"),
    // show
    (Fine, "show", 0, Holds("Healthy"), ""),
    (Fine, "show --format json", 0, Holds("\"id\": \"healthy\""), ""),
    (Fine, "show --format yaml", 0, Holds("ladder: healthy"), ""),
    (Fine, "show healthy --format yaml", 0, Holds("ladder: healthy"), ""),
    (Fine, "show --format svg", 0, Holds("<svg"), ""),
    (Fine, "show --format mermaid", 0, Holds("flowchart"), ""),
    (Fine, "show --format svg --link-base page.html", 0, Holds("href=\"page.html#IC1\""), ""),
    (Fine, "show --link-base page.html", 2, Nothing, "formats with links: svg, mermaid"),
    (Fine, "show IC1 --format svg", 2, Nothing, "whole ladders"),
    (Fine, "show --track ic --format svg", 2, Nothing, "writes a whole ladder"),
    (Fine, "show --view matrix --format markdown", 0, Holds("| Competency |"), ""),
    (Fine, "show --view matrix --format html", 0, Holds("<table"), ""),
    (Fine, "show --view matrix --format csv", 0, Holds("Competency,"), ""),
    (Fine, "show --view matrix --format xlsx", 0, Holds("PK"), ""),
    (Fine, "show --track ic", 0, Holds("Healthy"), ""),
    (Fine, "show --track ix", 3, Nothing, "there is no track `ix`"),
    (Fine, "show ladders/healthy.yaml", 0, Holds("Healthy"), ""),
    (Fine, "show IC1", 0, Holds("IC1 One"), ""),
    (Fine, "show healthy/M2 --format json", 0, Holds("\"id\": \"M2\""), ""),
    (Fine, "show IC1 --format yaml", 2, Nothing, "whole ladders"),
    (Fine, "show healthy IC1", 2, Nothing, "cannot be shown together"),
    (Fine, "show healty", 3, Nothing, "did you mean `healthy`?"),
    (Fine, "show healty --format json", 3, Nothing, "did you mean `healthy`?"),
    (Fine, "show healthy/IC9", 3, Nothing, "no level `IC9`"),
    (Fine, "show IC9", 3, Nothing, "no ladder has a level `IC9`"),
    (Fine, "show nowhere/IC1", 3, Nothing, "no ladder `nowhere`"),
    (Fine, "show nowhere.yaml", 4, Nothing, "could not read `nowhere.yaml`"),
    (Fine, "show nowhere.yaml --format json", 4, Nothing, "could not read `nowhere.yaml`"),
    (Fine, "show ladders nowhere.yaml", 4, Holds("Healthy"), "nowhere.yaml"),
    (Fine, "show ladders nowhere.yaml --format json", 4, Holds("healthy"), "nowhere.yaml"),
    (Fine, "show --format xml", 2, Nothing, "xml"),
    (Fine, "show --bogus", 2, Nothing, "--bogus"),
    (Two, "show", 0, Holds("Healthy"), ""),
    (Two, "show --format json", 0, Holds("\"second\""), ""),
    (Two, "show --format yaml", 2, Nothing, "writes one ladder, but 2 are loaded"),
    (Two, "show --format svg", 2, Nothing, "writes one ladder, but 2 are loaded"),
    (Two, "show second --format yaml", 0, Holds("ladder: second"), ""),
    (Two, "show IC1", 2, Nothing, "2 ladders have a level `IC1`"),
    (Error, "show", 4, Nothing, "unknown-field"),
    (Error, "show --format json", 4, Nothing, "unknown-field"),
    (Error, "show --format yaml", 4, Nothing, "unknown-field"),
    (Error, "show --format svg", 4, Nothing, "unknown-field"),
    (Error, "show --format mermaid", 4, Nothing, "unknown-field"),
    (Error, "show healthy", 4, Nothing, "unknown-field"),
    (Error, "show IC1", 4, Nothing, "unknown-field"),
    (Warning, "show", 0, Holds("one"), ""),
    (Beside, "show", 4, Holds("Healthy"), "ladders/broken.yaml:2:9"),
    (Beside, "show --format json", 4, Holds("\"id\": \"healthy\""), "ladders/broken.yaml:2:9"),
    (Beside, "show --format yaml", 4, Holds("ladder: healthy"), "ladders/broken.yaml:2:9"),
    (Beside, "show broken", 4, Nothing, "ladders/broken.yaml:2:9"),
    (Beside, "show ladders/broken.yaml", 4, Nothing, "ladders/broken.yaml:2:9"),
    (Beside, "show ladders/healthy.yaml", 0, Holds("Healthy"), ""),
    (Empty, "show", 3, Nothing, "ladder init"),
    (Empty, "show --format json", 3, Nothing, "ladder init"),
    (Empty, "show engineering", 3, Nothing, "ladder init"),
    (Empty, "show -", 4, Nothing, "the file is empty"),
    (Base, "show", 3, Nothing, "only base files"),
    (Base, "show --format json", 3, Nothing, "only base files"),
    (Base, "show engineering", 3, Nothing, "no ladder or level `engineering`"),
    (Other, "show", 3, Nothing, "none of `ladder`, `base` and `tracks`"),
    (Other, "show ladders/compose.yaml", 4, Nothing, "not a ladder file"),
    (Fine, "show --format text", 0, Holds("healthy/ic/IC1 title: One"), ""),
    (Fine, "show healthy --format text", 0, Holds("healthy title: Healthy"), ""),
    (Fine, "show healthy IC1 --format text", 0, Holds("healthy/ic/IC1 grade: 1"), ""),
    (Fine, "show healty --format text", 3, Nothing, "did you mean `healthy`?"),
    (Fine, "show nowhere.yaml --format text", 4, Nothing, "could not read `nowhere.yaml`"),
    (Fine, "show ladders nowhere.yaml --format text", 4, Holds("healthy title: Healthy"), "nowhere.yaml"),
    (Error, "show --format text", 4, Nothing, "unknown-field"),
    (Error, "show healthy --format text", 4, Nothing, "unknown-field"),
    (
        Error,
        "show ladders/healthy.yaml --format text",
        0,
        Holds("bogus: 1"),
        "line 11: a ladder file has no key `bogus`",
    ),
    (Beside, "show --format text", 4, Holds("healthy title: Healthy"), "ladders/broken.yaml:2:9"),
    (Beside, "show ladders/broken.yaml --format text", 0, Holds("ladder: broken\ntracks: [\n"), "line 2"),
    (Empty, "show --format text", 3, Nothing, "ladder init"),
    (Empty, "show - --format text", 0, Nothing, "`<stdin>` cannot be read as a ladder"),
    (Base, "show --format text", 0, Holds("company title: ~"), ""),
    (Base, "show company --format text", 0, Holds("company title: ~"), ""),
    (Other, "show --format text", 3, Nothing, "none of `ladder`, `base` and `tracks`"),
    (Other, "show ladders/compose.yaml --format text", 0, Holds("services: {}"), "this is not a ladder file"),
    // list
    (Fine, "compare IC1", 0, Holds("IC1 One and IC2 Two"), ""),
    (Fine, "compare IC1 M2 --format json", 0, Holds("\"schema_version\": 1"), ""),
    (Fine, "compare IC1 M2 --format markdown", 0, Holds("M2 Lead"), ""),
    (Fine, "compare IC1 IC9", 3, Nothing, "no ladder has a level `IC9`"),
    (Fine, "compare nowhere.yaml IC1", 4, Nothing, "could not read `nowhere.yaml`"),
    (Fine, "compare", 2, Nothing, "required arguments"),
    (Fine, "compare --bogus", 2, Nothing, "--bogus"),
    (Two, "compare IC1 IC2", 2, Nothing, "2 ladders have a level `IC1`"),
    (Error, "compare IC1", 4, Nothing, "unknown-field"),
    (Fine, "path IC1", 0, Holds("Ways on from healthy/IC1"), ""),
    (Fine, "path IC1 M2 --format json", 0, Holds("\"to\": \"healthy/M2\""), ""),
    (Fine, "path IC1 M2 --format markdown", 0, Holds("From healthy/IC1"), ""),
    (Fine, "path M2 IC1", 3, Holds("No moves lead from healthy/M2 to healthy/IC1"), ""),
    (Fine, "path IC9", 3, Nothing, "no ladder has a level `IC9`"),
    (Fine, "path", 2, Nothing, "required arguments"),
    (Fine, "path --bogus", 2, Nothing, "--bogus"),
    (Two, "path IC1", 2, Nothing, "2 ladders have a level `IC1`"),
    (Fine, "search two", 0, Holds("Title: Two"), ""),
    (Fine, "search two --format json", 0, Holds("\"match\": \"phrase\""), ""),
    (Fine, "search twoo", 3, Holds("did you mean `two`?"), ""),
    (Fine, "search twoo --format json", 3, Holds("\"hits\": []"), ""),
    (Fine, "search -- --", 2, Nothing, "no letters or digits"),
    (Fine, "search", 2, Nothing, "required arguments"),
    (Fine, "search --bogus", 2, Nothing, "--bogus"),
    (Fine, "search two --level IC9", 3, Nothing, "no ladder has a level `IC9`"),
    (Fine, "search two --level healthy", 2, Nothing, "`healthy` is a ladder, not a level"),
    (Two, "search two --level IC2", 2, Nothing, "2 ladders have a level `IC2`"),
    (Fine, "search two --in nowhere.yaml", 4, Nothing, "could not read `nowhere.yaml`"),
    (Beside, "search two", 4, Holds("Title: Two"), "syntax"),
    (Error, "search two", 4, Nothing, "unknown-field"),
    (Empty, "search two", 3, Nothing, "ladder init"),
    (Fine, "worksheet IC1", 0, Holds("Worksheet from IC1 One to IC2 Two"), ""),
    (Fine, "worksheet IC1 --to M2 --format json", 0, Holds("\"schema_version\": 1"), ""),
    (Fine, "worksheet IC1 --format html", 0, Holds("<!DOCTYPE html>"), ""),
    (Fine, "worksheet IC1 IC2", 2, Nothing, "expected one level"),
    (Fine, "worksheet healthy", 2, Nothing, "`healthy` is a ladder, not a level"),
    (Fine, "worksheet IC9", 3, Nothing, "no ladder has a level `IC9`"),
    (Fine, "worksheet", 2, Nothing, "required arguments"),
    (Fine, "worksheet --bogus", 2, Nothing, "--bogus"),
    (Two, "worksheet IC1", 2, Nothing, "2 ladders have a level `IC1`"),
    (Error, "worksheet IC1", 4, Nothing, "unknown-field"),
    (Fine, "rename level IC1 SE1 --dry-run", 0, Holds("id: SE1"), "would rename"),
    (Fine, "rename level IC1 a..b", 2, Nothing, "is not an id"),
    (Fine, "rename level IC9 SE1", 3, Nothing, "there is no level `IC9`"),
    (Fine, "rename", 2, Nothing, "required arguments"),
    (Empty, "rename level IC1 SE1", 3, Nothing, "ladder init"),
    (Fine, "stats", 0, Holds("healthy"), ""),
    (Fine, "stats healthy --format json", 0, Holds("\"switches\": 1"), ""),
    (Two, "stats", 0, Holds("second"), ""),
    (Fine, "stats IC1", 2, Nothing, "`IC1` is a level, not a ladder"),
    (Fine, "stats nowhere.yaml", 4, Nothing, "could not read `nowhere.yaml`"),
    (Fine, "stats --bogus", 2, Nothing, "--bogus"),
    (Beside, "stats", 4, Holds("healthy"), "syntax"),
    (Empty, "stats", 3, Nothing, "ladder init"),
    (Fine, "compare IC1 IC2 --format html", 0, Holds("IC1"), ""),
    (Fine, "compare IC1 IC2 --format csv", 0, Holds("IC1"), ""),
    (Fine, "compare IC1 IC2 --format xlsx", 0, Holds("xl/workbook.xml"), ""),
    (Fine, "path IC1 --format html", 0, Holds("IC1"), ""),
    (Fine, "path IC1 --format csv", 0, Holds("promotion"), ""),
    (Fine, "path IC1 --format xlsx", 0, Holds("xl/workbook.xml"), ""),
    (Fine, "search two --format markdown", 0, Holds("Two"), ""),
    (Fine, "search two --format html", 0, Holds("Two"), ""),
    (Fine, "search two --format csv", 0, Holds("Two"), ""),
    (Fine, "search two --format xlsx", 0, Holds("xl/workbook.xml"), ""),
    (Fine, "worksheet IC1 --format markdown", 0, Holds("IC2"), ""),
    (Fine, "worksheet IC1 --format csv", 0, Nothing, ""),
    (Fine, "worksheet IC1 --format xlsx", 0, Holds("xl/workbook.xml"), ""),
    (Fine, "stats --format markdown", 0, Holds("healthy"), ""),
    (Fine, "stats --format html", 0, Holds("healthy"), ""),
    (Fine, "stats --format csv", 0, Holds("healthy"), ""),
    (Fine, "stats --format xlsx", 0, Holds("xl/workbook.xml"), ""),
    (Committed, "search two --at HEAD", 0, Holds("Title: Two"), ""),
    (Committed, "worksheet IC1 --at HEAD", 0, Holds("Worksheet from IC1"), ""),
    (Committed, "stats --at HEAD", 0, Holds("healthy"), ""),
    (Committed, "stats --at nowhere", 4, Nothing, "nowhere"),
    (Error, "path IC1", 4, Nothing, "unknown-field"),
    (Fine, "list", 0, Holds("healthy"), ""),
    (Fine, "list --format json", 0, Holds("\"levels\": 3"), ""),
    (Fine, "list nowhere.yaml", 4, Nothing, "could not read `nowhere.yaml`"),
    (Fine, "list nowhere.yaml --format json", 4, Nothing, "could not read `nowhere.yaml`"),
    (Fine, "list ladders nowhere.yaml --format json", 4, Holds("healthy"), "nowhere.yaml"),
    (Fine, "list --format yaml", 2, Nothing, "yaml"),
    (Fine, "list --jobs 8", 0, Holds("healthy"), ""),
    (Fine, "list --jobs 0", 2, Nothing, "0 is not in 1..=1024"),
    (Fine, "list --jobs 100000", 2, Nothing, "100000 is not in 1..=1024"),
    (Fine, "list --bogus", 2, Nothing, "--bogus"),
    (Error, "list", 4, Nothing, "unknown-field"),
    (Error, "list --format json", 4, Nothing, "unknown-field"),
    (Beside, "list", 4, Holds("healthy"), "ladders/broken.yaml:2:9"),
    (Beside, "list --format json", 4, Holds("\"id\": \"healthy\""), "ladders/broken.yaml:2:9"),
    (Empty, "list", 3, Nothing, "ladder init"),
    (Empty, "list --format json", 3, Nothing, "ladder init"),
    (Base, "list", 3, Nothing, "only base files"),
    (Other, "list", 3, Nothing, "none of `ladder`, `base` and `tracks`"),
    // rules and explain
    (Empty, "rules", 0, Holds("grade-gap"), ""),
    (Empty, "rules --format json", 0, Holds("\"id\": \"grade-gap\""), ""),
    (Empty, "rules --format yaml", 2, Nothing, "yaml"),
    (Empty, "rules grade-gap", 2, Nothing, "grade-gap"),
    (Empty, "explain grade-gap", 0, Holds("grade-gap"), ""),
    (Empty, "explain grade-gap --format json", 0, Holds("\"id\": \"grade-gap\""), ""),
    (Empty, "explain grade-gpa", 3, Nothing, "did you mean `grade-gap`?"),
    (Empty, "explain grade-gpa --format json", 3, Nothing, "did you mean `grade-gap`?"),
    (Empty, "explain point-added", 0, Holds("an expectation gets another point"), ""),
    (Empty, "explain point-added --format json", 0, Holds("\"kind\": \"point-added\""), ""),
    (Empty, "explain pont-added", 3, Nothing, "did you mean `point-added`?"),
    (Empty, "explain nonsense", 3, Nothing, "`ladder rules`"),
    (Empty, "explain", 2, Nothing, "RULE"),
    (Empty, "explain grade-gap --format yaml", 2, Nothing, "yaml"),
    (Beside, "rules", 0, Holds("grade-gap"), ""),
    (Beside, "explain syntax", 0, Holds("syntax"), ""),
    // diff: `Two` holds two files, which are each other's revisions as well as any
    (Fine, "diff ladders ladders", 0, Holds("Nothing changes"), ""),
    (Fine, "diff ladders ladders --exit-code --format json", 0, Holds("\"impact\": null"), ""),
    (Two, "diff ladders/healthy.yaml ladders/second.yaml", 0, Holds("ladder-removed"), ""),
    (Two, "diff ladders/healthy.yaml ladders/second.yaml --format json", 0, Holds("\"bump\": \"major\""), ""),
    (Two, "diff ladders/healthy.yaml ladders/second.yaml --format markdown", 0, Holds("breaking"), ""),
    (Two, "diff ladders/healthy.yaml ladders/second.yaml --format github", 0, Holds("::warning title="), ""),
    (Two, "diff ladders/healthy.yaml ladders/second.yaml --format html", 0, Holds("ladder-removed"), ""),
    (
        Two,
        "diff ladders/healthy.yaml ladders/second.yaml --format announcement",
        0,
        Holds("This ladder is removed."),
        "",
    ),
    (Two, "diff ladders ladders --format announcement --effective 2027-02-01", 0, Holds("From 1 February 2027."), ""),
    (Two, "diff ladders ladders --format announcement --effective 2027-02-30", 2, Nothing, "write year, month and day"),
    (Two, "diff ladders ladders --effective 2027-02-01", 2, Nothing, "`--effective` is for announcements"),
    (Two, "diff ladders ladders --format json --read-at nowhere", 2, Nothing, "`--read-at` is for announcements"),
    (Two, "diff ladders/healthy.yaml ladders/second.yaml --exit-code", 1, Holds("breaking"), ""),
    (Two, "diff ladders/healthy.yaml ladders/second.yaml --fail-on breaking", 1, Holds("breaking"), ""),
    (Two, "diff ladders/healthy.yaml ladders/second.yaml --fail-on nonsense", 2, Nothing, "nonsense"),
    (Fine, "diff", 2, Nothing, "ladder diff OLD NEW"),
    (Fine, "diff ladders", 2, Nothing, "nothing to compare `ladders` with"),
    (Fine, "diff --explain", 0, Holds("expectation-raised"), ""),
    (Fine, "diff --explain --format json", 0, Holds("\"kinds\""), ""),
    (Fine, "diff --explain --format github", 2, Nothing, "not the tables"),
    (Fine, "diff --explain --format html", 0, Holds("expectation-raised"), ""),
    (Fine, "diff --explain --format markdown", 2, Nothing, "formats for tables: human, json, html"),
    (Fine, "diff ladders nowhere", 4, Nothing, "could not read `nowhere`"),
    (Empty, "diff . .", 3, Nothing, "ladder init"),
    (Beside, "diff ladders ladders", 4, Holds("Nothing changes"), "ladders/broken.yaml:2:9"),
    (Beside, "diff ladders ladders --format json", 4, Holds("\"impact\": null"), "ladders/broken.yaml:2:9"),
    (Fine, "diff ladders ladders --format yaml", 2, Nothing, "yaml"),
    // git's own commands
    (Fine, "git-diff ladders/healthy.yaml", 0, Holds("* Unmerged path"), ""),
    (Fine, "git-diff ladders/healthy.yaml ladders/healthy.yaml 0 100644 /dev/null . .", 0, Holds("ladder-removed"), ""),
    (Error, "git-diff ladders/healthy.yaml ladders/healthy.yaml 0 100644 /dev/null . .", 0, Holds("-bogus: 1"), ""),
    (Other, "git-diff a.yaml /dev/null . . ladders/compose.yaml 0 100644", 0, Holds("+services: {}"), ""),
    (Empty, "git-diff a.yaml /dev/null . . a.yaml 0 100644", 0, Holds("could not read `a.yaml`"), ""),
    (Fine, "git-diff ladders/healthy.yaml ladders/healthy.yaml 0 100644", 2, Nothing, "NEW-MODE"),
    (Fine, "git-diff", 2, Nothing, "PATH"),
    (Fine, "setup-git", 0, Holds("ladders/*.yaml diff=ladder"), ""),
    (Beside, "setup-git", 0, Holds("ladders/*.yaml diff=ladder"), ""),
    (Empty, "setup-git", 0, Holds("ladders/*.yaml diff=ladder"), ""),
    (Fine, "setup-git ladders", 2, Nothing, "ladders"),
    // config
    (Empty, "config", 0, Holds("rules.grade-gap"), ""),
    (Empty, "config --format json", 0, Holds("\"fail_on\""), ""),
    (Empty, "config --format yaml", 2, Nothing, "yaml"),
    // init
    (Empty, "init", 0, Holds("wrote ladders/company.yaml"), ""),
    (Empty, "init here", 0, Holds("ladder show here"), ""),
    (Empty, "init --template minimal", 0, Holds("wrote"), ""),
    (Empty, "init --template nonsense", 2, Nothing, "nonsense"),
    (Empty, "init --format json", 2, Nothing, "--format"),
    (Table, "import table.csv", 0, Holds("ladder: table"), "together: 2 levels, 1 competency, 2 expectations"),
    (Table, "import table.csv --dry-run", 0, Holds("IC2"), "2 expectations"),
    (Table, "import table.csv --out new.yaml", 0, Nothing, "ladder validate new.yaml"),
    (Table, "import table.csv --out table.csv", 4, Nothing, "already exists"),
    (Table, "import people.csv", 3, Nothing, "it is about people"),
    (Table, "import table.csv people.csv", 0, Holds("ladder: table"), "it is about people"),
    (Table, "import table.csv --sheet other", 3, Nothing, "no sheet or heading `other`"),
    (Table, "import table.csv --grades IC9=4", 3, Nothing, "no table has such a level"),
    (Table, "import table.csv --grades 4", 2, Nothing, "not a level, `=` and a value"),
    (Table, "import table.csv --from xlsx", 4, Nothing, "could not read `table.csv`"),
    (Fine, "import ladders/healthy.yaml", 2, Nothing, "`--from FORMAT`"),
    (Empty, "import nowhere.csv", 4, Nothing, "nowhere.csv"),
    (Empty, "import", 2, Nothing, "required arguments"),
    (Empty, "init /dev/null", 4, Nothing, "not a folder"),
    (Empty, "init /dev/null/below", 4, Nothing, "could not create the folder"),
    (Base, "init", 4, Nothing, "already exists"),
    (Fine, "init", 0, Holds("wrote"), ""),
    // schema
    (Empty, "schema", 0, Holds("draft-07"), ""),
    (Empty, "schema explain", 0, Holds("when_to_turn_off"), ""),
    (Fine, "schema --project", 0, Holds("urn:career-ladder:project"), ""),
    (Empty, "schema --project", 3, Nothing, "no ladder files"),
    (Empty, "schema --project config", 2, Nothing, "cannot be used with"),
    (Empty, "schema nonsense", 2, Nothing, "validate"),
    // completions
    (Empty, "completions bash", 0, Holds("complete"), ""),
    (Beside, "completions fish", 0, Holds("complete"), ""),
    (Empty, "completions", 2, Nothing, "SHELL"),
    (Empty, "completions csh", 2, Nothing, "csh"),
    // man
    (Empty, "man", 0, Holds(".TH ladder 1"), ""),
    (Empty, "man here", 0, Holds("wrote here/ladder-show.1"), ""),
    (Empty, "man /dev/null", 4, Nothing, "could not create the folder"),
    // revisions
    (Committed, "log", 0, Holds("ladder-added"), ""),
    (Committed, "log --format json", 0, Holds("\"ladder-added\""), ""),
    (Committed, "log healthy/IC1", 0, Holds("level-added"), ""),
    (Committed, "log design", 3, Nothing, "no revision has a ladder, level or file `design`"),
    (Committed, "log --max-count none", 2, Nothing, "none"),
    (Fine, "log", 4, Nothing, "not in a git repository"),
    (Committed, "diff HEAD", 0, Holds("Nothing changes."), ""),
    (Committed, "diff HEAD..HEAD --format json", 0, Holds("\"impact\": null"), ""),
    (Committed, "diff HEAD --exit-code", 0, Holds("Nothing changes."), ""),
    (Committed, "diff nowhere", 4, Nothing, "there is no revision `nowhere`"),
    (Committed, "diff HEAD ladders HEAD", 4, Nothing, "`HEAD` is neither in"),
    (Committed, "show --at HEAD", 0, Holds("Healthy"), ""),
    (Committed, "show --at nowhere", 4, Nothing, "there is no revision `nowhere`"),
    (Committed, "validate --changed-since HEAD", 0, Holds("no findings"), "1 file is the same as in `HEAD`"),
    (Committed, "validate --changed-since HEAD --quiet", 0, Nothing, ""),
    (Committed, "validate --changed-since nowhere", 4, Nothing, "there is no revision `nowhere`"),
    (Committed, "validate --changed-since HEAD --fix", 2, Nothing, "--fix"),
    (Two, "diff ladders ladders --roster nowhere.csv", 4, Nothing, "nowhere.csv"),
    (Two, "diff ladders ladders --roster nowhere.csv --format html", 2, Nothing, "meant for publication"),
    // the program itself
    (Empty, "--help", 0, Holds("Exit status"), ""),
    (Empty, "--version", 0, Holds("ladder 0"), ""),
    (Empty, "help show", 0, Holds("Usage"), ""),
    (Empty, "validate --help", 0, Holds("Usage"), ""),
    (Empty, "", 2, Nothing, "Usage"),
    (Empty, "vaildate", 2, Nothing, "validate"),
    (Empty, "--format json", 2, Nothing, "--format"),
];

/// Each command may end like this and no other way; whatever comes is looked at, and nothing is skipped.
#[test]
fn every_situation_ends_as_the_table_says() {
    let mut wrong = Vec::new();
    for (folder, args, status, out, err) in TABLE {
        let run = folder.make().run(args);
        let mut fail = |what: &str| wrong.push(format!("{folder:?}: {what}: {run}"));
        if run.status != Some(*status) {
            fail(&format!("not {status}"));
        }
        match out {
            Nothing if !run.stdout.is_empty() => fail("something on standard output"),
            Holds(text) if !run.stdout.contains(text) => fail(&format!("no `{text}` on standard output")),
            _ => {}
        }
        if run.stderr.is_empty() != err.is_empty() || !run.stderr.contains(err) {
            fail(&format!("not `{err}` on standard error"));
        }
        if let Err(problem) = is_one_document(args, &run) {
            fail(&problem);
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n\n{}", wrong.len(), TABLE.len(), wrong.join("\n\n"));
}

/// What a program reads has one form, or is not there.
fn is_one_document(args: &str, run: &Run) -> Result<(), String> {
    if run.stdout.is_empty() || args.contains("--help") {
        return Ok(());
    }
    if args.contains("--format json") {
        let json: serde_json::Value =
            serde_json::from_str(&run.stdout).map_err(|error| format!("not one JSON document ({error})"))?;
        if json["schema_version"] != 1 {
            return Err("without a `schema_version`".to_owned());
        }
    }
    if args.contains("--format yaml") {
        serde_yaml::from_str::<serde_yaml::Mapping>(&run.stdout).map_err(|error| format!("not YAML ({error})"))?;
    }
    Ok(())
}

#[test]
fn the_table_has_every_command_in_every_format_and_every_exit_status() {
    let calls: BTreeSet<&str> = TABLE.iter().map(|(_, args, ..)| *args).collect();
    let has = |command: &str, rest: &str| {
        calls.iter().any(|call| call.split(' ').next() == Some(command) && call.contains(rest))
    };
    let mut missing = Vec::new();
    for command in Cli::command().get_subcommands() {
        let name = command.get_name();
        if !has(name, "") {
            missing.push(name.to_owned());
        }
        let format = command.get_arguments().find(|argument| argument.get_id() == "format");
        for value in format.map(clap::Arg::get_possible_values).unwrap_or_default() {
            // People's format is the one that needs no word.
            let option = format!("--format {}", value.get_name());
            if value.get_name() != "human" && !has(name, &option) {
                missing.push(format!("{name} {option}"));
            }
        }
    }
    for status in 0..=4 {
        if TABLE.iter().all(|(_, _, known, ..)| *known != status) {
            missing.push(format!("exit status {status}"));
        }
    }
    assert!(missing.is_empty(), "not in the table: {}", missing.join(", "));
}

#[test]
fn each_question_of_the_help_is_answered_by_its_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file").display().to_string();
    let site = folder.path().join("site").display().to_string();
    let help = Cli::command().get_after_help().expect("there is one").to_string();
    let commands: Vec<&str> = help.lines().filter_map(|line| Some(line.split_once("  ladder ")?.1)).collect();
    assert!(commands.len() > 9, "{commands:?}");
    // Where this runs, there may be no git repository, and there is no spreadsheet.
    let can_run = |command: &&str| !command.starts_with("diff") && !command.starts_with("import");
    for command in commands.into_iter().filter(can_run) {
        let command = command.replace("FILE", &file).replace("FOLDER", &site);
        let run = std::process::Command::new(PROGRAM).args(command.split(' ')).output().expect("it runs");
        // A site says where there is no history.
        let is_quiet = run.stderr.is_empty() || command.starts_with("site");
        assert_eq!((run.status.code(), is_quiet), (Some(0), true), "{command}");
        assert!(!run.stdout.is_empty() || command.contains(&file), "{command}");
    }
}

#[test]
fn a_pipe_that_nobody_reads_changes_no_status() {
    for (folder, args, status, ..) in TABLE {
        let (reader, writer) = io::pipe().expect("a pipe");
        drop(reader);
        let run = folder.make().call(args.split_whitespace()).stdout(writer).run();
        run.ends_with(*status);
        assert!(!run.stderr.contains("standard output"), "{run}");
    }
}

#[test]
fn a_pipe_that_is_closed_after_a_line_changes_no_status() {
    // More than a pipe holds, so that the program is still writing when the reader goes.
    let mut project = Project::new();
    for index in 0..400 {
        project = project.with(format!("ladders/{index}.yaml"), HEALTHY.replace("healthy", &format!("l{index}")));
    }
    for (args, first) in [("show", "Healthy"), ("show --format json", "{"), ("list --format json", "{")] {
        let (reader, writer) = io::pipe().expect("a pipe");
        let mut child = project.call(args.split_whitespace()).stdout(writer).start();
        let mut line = String::new();
        BufReader::with_capacity(64, reader).read_line(&mut line).expect("a first line");
        assert_eq!(line.trim_end(), first);
        let exit = wait(&mut child).expect("it ends");
        let stderr = io::read_to_string(child.stderr.take().expect("stderr is a pipe")).expect("text");
        assert_eq!((exit.code(), stderr.as_str()), (Some(0), ""), "ladder {args}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    for args in ["validate", "show", "list --format json", "rules", "--help", "--version", "help diff", "validate -h"] {
        let full = std::fs::File::options().write(true).open("/dev/full").expect("a device of every Linux");
        let run = Fine.make().call(args.split_whitespace()).stdout(full).run();
        run.ends_with(4).complains("error: could not write to standard output");
    }
}

#[test]
fn standard_input_is_a_file_like_any_other() {
    let project = Project::new();
    let validate = |text: &str| project.call(["validate", "-"]).stdin(text).run();
    validate(HEALTHY).ends_with(0).prints("no findings");
    validate("ladder: [\n").ends_with(1).prints("--> <stdin>:1:9\n");
    validate("services: {}\n").ends_with(1).prints("not a ladder file");
    project.call(["show", "-"]).stdin(HEALTHY).run().ends_with(0).prints("Healthy");
    project.call(["show", "-"]).stdin("ladder: [\n").run().ends_with(4).complains("--> <stdin>:1:9\n");
    project.call(["show", "-", "healthy", "-"]).stdin(HEALTHY).run().ends_with(0).prints("Healthy");
}

#[test]
fn a_second_template_shares_the_base_that_is_the_same() {
    let project = Project::new();
    project.run("init --template engineering").ends_with(0);
    let run = project.run("init --template product");
    run.ends_with(0).prints("kept ladders/company.yaml, which is up to date").prints("wrote ladders/product.yaml");
    project.run("init --template education").ends_with(0).prints("wrote ladders/school.yaml");
    project.run("validate --fail-on note").ends_with(0).prints("no findings");
    let project = Project::new().with("ladders/company.yaml", "base: company\n");
    let run = project.run("init --template product");
    run.ends_with(4).complains("with other content; nothing was written").complains("can be called `company`");
    assert!(!project.at("ladders/product.yaml").exists());
}

#[test]
fn init_writes_no_folder_for_standard_output() {
    let project = Project::new();
    project.run("init -").ends_with(2).complains("write `./-` for a folder called `-`");
    assert!(!project.at("-").exists());
    project.run("init ./-").ends_with(0).prints("wrote ./-/company.yaml");
}

#[test]
fn the_command_under_a_table_can_be_typed() {
    let project = Project::new().with("x y/healthy.yaml", HEALTHY).with("plain/healthy.yaml", HEALTHY);
    project.run("show plain").ends_with(0).prints("`ladder show plain healthy/IC1`");
    project.run("show plain healthy/IC1").ends_with(0).prints("IC1 One");
    project.call(["show", "x y"]).run().ends_with(0).prints("`ladder show 'x y' healthy/IC1`");
    let run = project.call(["show", "-"]).stdin(HEALTHY).run();
    assert!(!run.ends_with(0).stdout.contains("ladder show"), "{run}");
}

#[test]
fn a_name_where_paths_are_taken_is_met_with_help() {
    let project = Project::new().with("ladders/healthy.yaml", HEALTHY);
    for command in ["list", "validate"] {
        let run = project.run(&format!("{command} healthy"));
        run.ends_with(4).complains("`healthy` is in `ladders/healthy.yaml`").complains("`ladder show healthy`");
        project.run(&format!("{command} sales")).ends_with(4).complains("takes files and folders");
        let run = project.run(&format!("{command} sales.yaml"));
        assert!(!run.ends_with(4).stderr.contains("help"), "{run}");
    }
}

#[test]
fn what_begins_like_a_path_is_one() {
    let project = Project::new().with("ladders/healthy.yaml", HEALTHY);
    for path in ["../nope", "./nope", "/nope/IC4", "~/nope"] {
        project.run(&format!("show {path}")).ends_with(4).complains(&format!("could not read `{path}`"));
    }
}

#[test]
fn what_is_named_twice_is_shown_once_and_a_place_names_its_level() {
    let project = Project::new().with("ladders/healthy.yaml", HEALTHY);
    let once = project.run("show healthy").stdout;
    assert_eq!(project.run("show healthy healthy").ends_with(0).stdout, once);
    let once = project.run("show IC1").stdout;
    assert_eq!(project.run("show IC1 healthy/IC1 healthy/ic/IC1").ends_with(0).stdout, once);
    project.run("show healthy/ic").ends_with(2).complains("is a track").complains("`ladder show healthy/IC1`");
    project.run("show healthy/ic/IC1/delivery").ends_with(2).complains("`ladder show healthy/IC1` shows the level");
    project.run("show healthy/ic/IC9").ends_with(3).complains("has no level");
}

#[cfg(unix)]
#[test]
fn paths_have_one_form_wherever_they_are_printed() {
    let project = Project::new().with("x.yaml", format!("{HEALTHY}bogus: 1\n"));
    std::os::unix::fs::symlink("gone.yaml", project.at("dangling.yaml")).expect("a link");
    project.run("validate").ends_with(4).complains("`dangling.yaml`").prints("--> x.yaml:");
}

#[test]
fn init_overwrites_nothing_and_what_it_writes_is_fine() {
    let project = Project::new();
    project.run("init").ends_with(0);
    project.run("validate --fail-on note").ends_with(0).prints("no findings");
    let before = std::fs::read(project.at("ladders/company.yaml")).expect("it was written");
    project.run("init").ends_with(4).complains("nothing was written");
    assert_eq!(std::fs::read(project.at("ladders/company.yaml")).expect("it is still there"), before);
}
