//! The README's commands and those in tests/cmd, run as they stand.

#[test]
fn commands_print_what_they_are_said_to_print() {
    trycmd::TestCases::new().case("README.md").case("tests/cmd/*.md").env("NO_COLOR", "1");
}
