//! What Azure's code scanning asks for beyond the schema, in a report from one of its pipelines.

use serde::Serialize;

use crate::view::AzureRun;

#[derive(Serialize)]
pub(super) struct Automation<'a> {
    id: &'a str,
    properties: Pipeline<'a>,
}

#[derive(Serialize)]
struct Pipeline<'a> {
    #[serde(rename = "azuredevops/pipeline/build/buildDefinitionId")]
    definition: &'a str,
    #[serde(rename = "azuredevops/pipeline/build/buildDefinitionName")]
    definition_name: &'a str,
    #[serde(rename = "azuredevops/pipeline/build/phaseId")]
    phase: &'a str,
    #[serde(rename = "azuredevops/pipeline/build/phaseName")]
    phase_name: &'a str,
}

pub(super) fn automation(run: &AzureRun) -> Automation<'_> {
    let AzureRun { id, definition, definition_name, phase, phase_name } = run;
    Automation { id, properties: Pipeline { definition, definition_name, phase, phase_name } }
}
