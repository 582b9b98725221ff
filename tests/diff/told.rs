//! What a revision is said to do: the same in every format, with its weight first, and overruled only for one edit.

use std::path::Path;

use ladder::diff::{DiffSettings, diff};
use ladder::parse::{Input, load};
use ladder::render::{self, Screen};
use ladder::source::Memory;
use ladder::view::{DiffReport, Output, Telling};
use scraper::{Html, Selector};
use serde_json::Value;

use crate::support::program::Project;

/// M2 goes, IC1 is asked for more, IC2 for less, and IC3 is paid less.
fn revision(new: bool) -> String {
    let pick = |was: &'static str, is: &'static str| if new { is } else { was };
    let levels = format!(
        "      - {{ id: IC1, title: One, grade: 1, expectations: {{ delivery: {} }} }}\n      - {{ id: IC2, title: Two, grade: \
         2, expectations: {{ delivery: {} }} }}\n      - {{ id: IC3, title: Three, grade: 3, pay: {{ currency: EUR, min: 50000, \
         max: {} }} }}\n",
        pick("Contributes to a plan.", "Owns a plan."),
        pick("[Plans the work of a team., Writes it down.]", "[Plans the work of a team.]"),
        pick("61111", "60222"),
    );
    let managers =
        pick(", { id: M2, title: Lead, grade: 3, expectations: { delivery: Leads the team to its goals. } }", "");
    format!(
        "ladder: x\ntitle: Design\ncompetencies: [{{ id: delivery, title: Delivery }}]\ntracks:\n  - id: ic\n    kind: ic\n    \
         levels:\n{levels}  - id: manager\n    kind: manager\n    levels: [{{ id: M1, title: Guide, grade: 2 }}{managers}]\n"
    )
}

fn project() -> Project {
    Project::new().with("old.yaml", revision(false)).with("new.yaml", revision(true))
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_page_the_terminal_markdown_and_the_announcement_say_the_same() {
    let project = project();
    let written = |format: &str| {
        let run = project.run(&format!("diff old.yaml new.yaml --format {format}"));
        run.ends_with(0);
        run.stdout.clone()
    };
    let headline = "M2 is removed; pay falls at IC3; more is asked at IC1: Delivery; less is asked at IC2: Delivery.";
    let page = Html::parse_document(&written("html"));
    let leads: Vec<String> = page
        .select(&Selector::parse(".hero .lead").expect("a selector"))
        .map(|lead| squeezed(&lead.text().collect::<String>()))
        .collect();
    assert_eq!(leads, [headline]);
    let title = page.select(&Selector::parse("h1").expect("a selector")).next().expect("a heading");
    let brief = "2 levels lose something, 1 is asked for more and 1 is asked for less.";
    assert_eq!(squeezed(&title.text().collect::<String>()), brief);
    for format in ["human", "markdown", "announcement"] {
        let text = squeezed(&written(format));
        assert!(text.contains(headline), "{format}: {text}");
    }
    assert_eq!(
        serde_json::from_str::<Value>(&written("json")).expect("JSON")["summary"],
        serde_json::json!([headline])
    );
    // What the removed level asked is told with it.
    for format in ["human", "markdown", "html"] {
        assert!(written(format).contains("Delivery: Leads the team to its goals."), "{format}");
    }
}

#[test]
fn a_level_that_only_changes_its_track_is_said_to_move() {
    let of = |tracks: &str| format!("ladder: x\ntracks:\n{tracks}");
    let shared = "  - { id: common, kind: shared, levels: [{ id: L1, title: One, grade: 1 }";
    let ic =
        |first: &str| format!("  - {{ id: ic, kind: ic, levels: [{first}{{ id: IC3, title: Three, grade: 3 }}] }}\n");
    let two = "{ id: L2, title: Two, grade: 2 }";
    let project = Project::new()
        .with("old.yaml", of(&format!("{shared}] }}\n{}", ic(&format!("{two}, ")))))
        .with("new.yaml", of(&format!("{shared}, {two}] }}\n{}", ic(""))));
    let said = squeezed(&project.run("diff old.yaml new.yaml").stdout);
    let expected = "Nobody is asked for more or less; L2 moves to another track and keeps its grade.";
    assert!(said.contains(expected), "{said}");
}

#[test]
fn an_announcement_speaks_to_people_and_gives_no_amount() {
    let run =
        project().run("diff old.yaml new.yaml --format announcement --effective 2027-02-01 --read-at https://x.org/l");
    run.ends_with(0).prints("# What changes on the Design ladder\n\n**From 1 February 2027.**\n");
    run.prints(
        "## IC1 One\n\n- **Delivery**: more is asked.\n  - Before: Contributes to a plan.\n  - Now: Owns a plan.\n",
    );
    run.prints("- As before: the title and the grade.\n");
    run.prints("- **Delivery**: no longer asked.\n  - Before: Writes it down.\n");
    run.prints("- The pay band goes down.\n").prints("This level is removed.").prints("Nothing changes at M1.\n");
    run.prints("Read the whole ladder here: <https://x.org/l>\n");
    for jargon in ["breaking", "raises", "point", "`", "<code>", "x/ic", "61111", "60222", "version"] {
        assert!(!run.stdout.contains(jargon), "{jargon}: {}", run.stdout);
    }
}

#[test]
fn people_at_a_level_that_was_split_or_merged_are_told_where_they_may_be() {
    let ladder = |levels: &str| {
        format!(
            "ladder: x\ncompetencies: [{{ id: craft, title: Craft }}]\ntracks:\n  - id: ic\n    kind: ic\n    levels:\n{levels}"
        )
    };
    let level = |id: &str, formerly: &str, grade: u8, text: &str| {
        format!("      - {{ id: {id}{formerly}, grade: {grade}, expectations: {{ craft: {text} }} }}\n")
    };
    let (one, two, three) = (level("L1", "", 1, "Learns."), level("L2", "", 1, "Ships."), level("L3", "", 3, "Leads."));
    let wide = level("L1", ", formerly: [L1, L2]", 1, "Learns.");
    let halves = level("L3", ", formerly: L3", 3, "Leads.") + &level("P3", ", formerly: L3", 3, "Proves ideas.");
    let project = Project::new()
        .with("old.yaml", ladder(&format!("{one}{two}{three}")))
        .with("new.yaml", ladder(&format!("{wide}{halves}")))
        .with("people.csv", "level\nL1\nL2\nL3\nL3\n");
    let run = project.run("diff old.yaml new.yaml --roster people.csv");
    run.ends_with(0).prints("L2 becomes a part of L1.\nL3 is split into L3 and P3.\n");
    run.prints("from now on at x/L1\n").prints("from now on at x/L3 or x/P3\n");
    let run = project.run("diff old.yaml new.yaml --format announcement");
    run.prints("This level becomes a part of L1. People at it are at L1 from now on.");
    let split = "- L3 is split. People there are at L3 or P3 from now on.\n";
    run.prints(&format!("## L3\n\n{split}")).prints(&format!("## P3\n\n{split}"));
    // The competency goes the same way, and is told once.
    let merged =
        ladder(&one).replace("craft", "skill").replace("Craft", "Skill").replace("Learns.", "[Learns., Reads.]");
    let old = merged.replace("Learns., Reads.", "Reads.").replace("competencies: [", "competencies: [{ id: craft }, ");
    let old = old.replace("skill: ", "craft: Learns., skill: ");
    let run = Project::new().with("old.yaml", old).with("new.yaml", merged).run("diff old.yaml new.yaml");
    run.ends_with(0).prints("`x/@competencies/craft` is now a part of `x/@competencies/skill`.\nNobody is asked");
}

/// A level that is asked for these points of two competencies.
fn many(craft: &[String], delivery: &[String]) -> String {
    let head = "ladder: x\ncompetencies: [{ id: craft, title: Craft }, { id: delivery, title: Delivery }]\ntracks:\n";
    format!(
        "{head}  - id: ic\n    kind: ic\n    levels: [{{ id: IC1, title: One, expectations: {{ craft: [{}], delivery: [{}] }} }}]\n",
        craft.join(", "),
        delivery.join(", ")
    )
}

#[test]
fn a_level_that_is_rewritten_through_and_through_is_one_change_with_its_counts() {
    let words = ["bridges", "roads", "harbours", "towers", "tunnels", "canals", "stations", "mills", "markets"];
    let all = |verb: &str, from: usize| words[from..].iter().map(|word| format!("{verb} {word}.")).collect::<Vec<_>>();
    let mut after = all("Watches over", 1);
    after.push("Builds bridges.".to_owned());
    let project = Project::new().with("old.yaml", many(&all("Builds", 0), &all("Visits old", 6)));
    let project = project.with("new.yaml", many(&after, &all("Visits old", 6)));
    let run = project.run("diff old.yaml new.yaml");
    run.ends_with(0).prints("IC1 is rewritten.\n");
    let text = squeezed(&run.stdout);
    assert!(text.contains("4 of 12 points kept, 0 reworded, 8 new, 8 gone: check the level as a whole"), "{text}");
    assert!(text.contains("1 raises-bar. ") && !text.contains("roads"), "{text}");
    project.run("diff old.yaml new.yaml --full").prints("- Builds roads.\n").prints("+ Watches over roads.\n");
    let run = project.run("diff old.yaml new.yaml --format announcement");
    run.prints("What this level asks is written anew: please read all of it.\n- As before: the title.\n");
    project.run("diff old.yaml new.yaml --fail-on needs-review").ends_with(1);
    let json: Value = serde_json::from_str(&project.run("diff old.yaml new.yaml --format json").stdout).expect("JSON");
    let change = &json["changes"][0];
    assert_eq!((json["changes"].as_array().map(Vec::len), &change["kind"]), (Some(1), &"level-rewritten".into()));
    // The team may judge the whole, and single points of it: then the others are few enough to be read.
    let judged = |place: &str, edit: &str| {
        format!("judgements: [{{ place: {place}, edit: '{edit}', impact: wording, reason: as before }}]\n")
    };
    let settings = judged("x/ic/IC1", change["edit"].as_str().expect("an id"));
    let run = project.with(".ladder.yaml", settings).run("diff old.yaml new.yaml --fail-on needs-review");
    run.ends_with(0).prints("judged by the team: as before\n");
    assert_eq!(run.stderr, "");
}

#[test]
fn a_level_of_which_every_point_asks_the_same_in_other_words_is_not_rewritten() {
    let words = ["bridges", "roads", "harbours", "towers", "tunnels", "canals", "stations", "mills", "markets", "dams"];
    let all = |verb: &str| words.iter().map(|word| format!("{verb} {word} for the city.")).collect::<Vec<_>>();
    let project = Project::new().with("old.yaml", many(&all("You build"), &["Ships.".to_owned()]));
    let run = project.with("new.yaml", many(&all("Builds"), &["Ships.".to_owned()])).run("diff old.yaml new.yaml");
    run.ends_with(0).prints("Nobody is asked for more or less").prints("10 wording");
}

fn unsure_old() -> String {
    revision(false).replace("Contributes to a plan.", "Shows managers how it is done.")
}

/// A text that a reader has to judge, and `judgements` in the configuration.
fn unsure(new: &str, judgements: &str) -> Project {
    let ladder = |text: &str| revision(false).replace("Contributes to a plan.", text);
    let project = Project::new().with("old.yaml", unsure_old());
    project.with("new.yaml", ladder(new)).with(".ladder.yaml", judgements)
}

#[test]
fn what_needs_review_is_a_gate_and_can_be_overruled_for_that_edit_only() {
    let text = "Does not have to show managers how it is done.";
    let project = unsure(text, "");
    let run = project.run("diff old.yaml new.yaml --fail-on needs-review");
    run.ends_with(1);
    let verdict = "Verdict: at least wording, which asks for at least a patch version; 1 needs review.";
    assert!(squeezed(&run.stdout).contains(verdict), "{run}");
    assert!(!run.stdout.contains("Nobody"), "{}", run.stdout);
    project.run("diff old.yaml new.yaml --fail-on raises-bar").ends_with(0);
    project.run("diff old.yaml new.yaml --fail-on raises-bar,needs-review").ends_with(1);
    project
        .run("diff old.yaml new.yaml --fail-on needs-review --format github")
        .ends_with(1)
        .prints("::error file=new.yaml");
    let json: Value = serde_json::from_str(&project.run("diff old.yaml new.yaml --format json").stdout).expect("JSON");
    assert_eq!((&json["needs_review"], &json["changes"][0]["caution"]), (&1.into(), &true.into()));
    let edit = json["changes"][0]["edit"].as_str().expect("an id");
    let place = json["changes"][0]["place"].as_str().expect("a place");
    let judged = format!(
        "judgements: [{{ place: '{place}', edit: '{edit}', impact: lowers-bar, reason: nobody has to show it }}]\n"
    );
    let run = unsure(text, &judged).run("diff old.yaml new.yaml --fail-on needs-review");
    run.ends_with(0).prints("Less is asked at IC1: Delivery.\n").prints("judged by the team: nobody has to show it");
    assert_eq!(run.stderr, "");
    let run =
        unsure("Does not show managers how it is done.", &judged).run("diff old.yaml new.yaml --fail-on needs-review");
    run.ends_with(1).complains("no longer applies: the text changed again");
    let run = unsure("Shows managers how it is done.", &judged).run("diff new.yaml old.yaml");
    run.ends_with(0).prints("Nothing changes.");
    // The same beside the text, for this edit only.
    let commented = |edit: &str, impact: &str| {
        let text = format!("{text} }} }} # ladder: judge[{edit}] {impact} nobody has to show it\n");
        let new = revision(false).replace("Contributes to a plan. } }\n", &text);
        let project = Project::new().with("old.yaml", unsure_old()).with("new.yaml", new);
        let gate = project.run("diff old.yaml new.yaml --fail-on needs-review");
        (gate, project.run("validate new.yaml --select unused-ignore"))
    };
    let (run, checked) = commented(edit, "lowers-bar");
    run.ends_with(0).prints("judged by the team: nobody has to show it");
    assert_eq!((run.stderr.as_str(), checked.status), ("", Some(0)));
    let (run, _) = commented("00000000", "lowers-bar");
    run.ends_with(1).complains("warning: new.yaml:").complains("no change is edit 00000000 any more");
    commented(edit, "lower").0.ends_with(4).complains("`lower` is not an impact");
    let wrong = judged.replace("lowers-bar", "lower");
    unsure(text, &wrong).run("diff old.yaml new.yaml").ends_with(2).complains("`lower` is not an impact");
}

#[test]
fn nothing_runs_past_the_width_and_signs_tell_impacts_apart() {
    let set = |text: String| {
        let memory = Memory::new().with("x.yaml", text.as_str());
        load(&memory, &[Input::Path(Path::new(".").into())]).set
    };
    let (old, new) = (set(revision(false)), set(revision(true)));
    let changes = diff(&old, &new, &DiffSettings::default());
    let human = render::find("human").expect("a format");
    let written = |screen: Screen| {
        let report = DiffReport::new(&old, &new, &changes, Telling::default());
        let mut out = Vec::new();
        human.render(&Output::Diff(Box::new(report)), screen, &mut out).expect("memory takes it");
        String::from_utf8(out).expect("UTF-8")
    };
    for width in [40, 60, 80] {
        let text = written(Screen { width, ..Screen::default() });
        let long: Vec<&str> = text.lines().filter(|line| line.chars().count() > width).collect();
        assert!(long.is_empty(), "{width}: {long:#?}");
        assert!(squeezed(&text).contains("(expectation-raised)") && text.contains("raises-bar"), "{text}");
    }
    let text = written(Screen { color: true, ..Screen::default() });
    let style = |badge: &str| {
        let before = text.split(badge).next().expect("a first part");
        before[before.rfind(' ').map_or(0, |at| at + 1)..].to_owned()
    };
    let (breaking, raises) = (style("× breaking"), style("↑ raises-bar"));
    assert!(breaking.contains('\u{1b}') && raises.contains('\u{1b}') && breaking != raises, "{breaking:?} {raises:?}");
}

#[test]
fn an_announcement_of_a_change_in_a_base_names_the_levels_of_its_own_ladder() {
    let base = |pay: u32| {
        format!(
            "base: company\ngrades: [{{ id: 1, pay: {{ currency: EUR, min: 40000, max: {pay} }} }}]\ncompetencies: []\n"
        )
    };
    let ladder = |id: &str, level: &str| {
        format!(
            "ladder: {id}\nextends: company.yaml\ntracks: [{{ id: ic, kind: ic, levels: [{{ id: {level}, grade: 1 }}] }}]\n"
        )
    };
    let project = Project::new()
        .with("old/company.yaml", base(50_000))
        .with("new/company.yaml", base(60_000))
        .with("old/a.yaml", ladder("a", "A1"))
        .with("new/a.yaml", ladder("a", "A1"))
        .with("new/b.yaml", ladder("b", "B1"))
        .with("old/c.yaml", ladder("c", "C1"))
        .with("new/c.yaml", ladder("c", "C1"))
        .with(".ladder.yaml", "pay: show\n");
    let run = project.run("diff old new --format announcement");
    run.ends_with(0).prints("Pay rises at A1.\n").prints("Pay rises at C1.\n").prints("## b\n\nThe ladder b is new.\n");
}
