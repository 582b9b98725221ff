//! The README's commands and those in tests/cmd, run as they stand.

#[test]
fn commands_print_what_they_are_said_to_print() {
    let cases = trycmd::TestCases::new();
    cases.case("README.md").case("tests/cmd/*.md").env("NO_COLOR", "1");
    // What a pipeline sets would change what is printed, and the tests run in pipelines too.
    let pipeline = ["GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"];
    // So would what git sets for its hooks.
    let hook = ["COLUMNS", "GIT_DIFF_PATH_COUNTER", "GIT_PAGER_IN_USE", "GIT_PREFIX"];
    for variable in pipeline.into_iter().chain(hook) {
        cases.env(variable, "");
    }
}
