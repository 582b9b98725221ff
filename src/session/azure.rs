//! The run of a pipeline on Azure that the program is part of.

use crate::view::AzureRun;
use crate::words::one_line;

/// The run, as Azure's predefined variables name it; `None` elsewhere, and where one of them is missing or no such value: Azure would
/// drop a report with half of them.
pub fn azure_run(env: &dyn Fn(&str) -> Option<String>) -> Option<AzureRun> {
    let variable = |name: &str| env(name).map(|value| one_line(&value)).filter(|value| !value.is_empty());
    if !variable("TF_BUILD")?.eq_ignore_ascii_case("true") {
        return None;
    }
    let number = |name: &str| variable(name).filter(|value| value.parse::<u64>().is_ok_and(|number| number > 0));
    let guid = |name: &str| variable(name).filter(|value| is_guid(value));
    let definition = number("BUILD_DEFINITIONID").or_else(|| number("SYSTEM_DEFINITIONID"))?;
    let phase = guid("SYSTEM_PHASEID").or_else(|| guid("SYSTEM_JOBID"))?;
    let (organisation, project) = (organisation(&variable("SYSTEM_COLLECTIONURI")?)?, guid("SYSTEM_TEAMPROJECTID")?);
    let (branch, build) = (variable("BUILD_SOURCEBRANCH")?, number("BUILD_BUILDID")?);
    Some(AzureRun {
        id: format!("azuredevops/pipeline/build/{organisation}/{project}/{definition}/{phase}/{branch}/{build}"),
        definition,
        definition_name: variable("BUILD_DEFINITIONNAME")?,
        phase,
        phase_name: variable("SYSTEM_PHASENAME").or_else(|| variable("SYSTEM_JOBNAME"))?,
    })
}

/// `contoso` of `https://dev.azure.com/contoso/` and of `https://contoso.visualstudio.com/`.
fn organisation(uri: &str) -> Option<String> {
    let rest = uri.split_once("://")?.1.trim_end_matches('/');
    let name = match rest.rsplit_once('/') {
        Some((_, name)) => name,
        None => rest.strip_suffix(".visualstudio.com")?,
    };
    Some(name.to_owned()).filter(|name| !name.is_empty())
}

/// Whether it is a GUID, and not the one of zeros.
fn is_guid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    let digits = || text.chars().filter(|c| *c != '-');
    lengths.eq([8, 4, 4, 4, 12]) && digits().all(|c| c.is_ascii_hexdigit()) && digits().any(|c| c != '0')
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUN: [(&str, &str); 9] = [
        ("TF_BUILD", "True"),
        ("SYSTEM_COLLECTIONURI", "https://dev.azure.com/contoso/"),
        ("SYSTEM_TEAMPROJECTID", "11111111-1111-1111-1111-111111111111"),
        ("BUILD_DEFINITIONID", "1234"),
        ("BUILD_DEFINITIONNAME", "people"),
        ("BUILD_BUILDID", "98765"),
        ("SYSTEM_PHASEID", "22222222-2222-2222-2222-222222222222"),
        ("SYSTEM_PHASENAME", "check"),
        ("BUILD_SOURCEBRANCH", "refs/heads/main"),
    ];

    fn run(change: (&str, &str)) -> Option<AzureRun> {
        let value = |name: &str| RUN.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        azure_run(&|name| if name == change.0 { Some(change.1.to_owned()) } else { value(name) })
    }

    #[test]
    fn a_run_is_known_by_all_that_azure_files_it_by() {
        let found = run(("", "")).expect("all variables are there");
        assert_eq!(
            found.id,
            "azuredevops/pipeline/build/contoso/11111111-1111-1111-1111-111111111111/1234/\
             22222222-2222-2222-2222-222222222222/refs/heads/main/98765"
        );
        let old = run(("SYSTEM_COLLECTIONURI", "https://contoso.visualstudio.com/")).expect("the older address");
        assert_eq!(old, found);
    }

    #[test]
    fn half_a_run_is_none() {
        for (name, _) in RUN {
            assert_eq!(run((name, "")), None, "{name}");
        }
        for change in [
            ("TF_BUILD", "False"),
            ("BUILD_BUILDID", "0"),
            ("BUILD_DEFINITIONID", "x"),
            ("SYSTEM_PHASEID", "00000000-0000-0000-0000-000000000000"),
            ("SYSTEM_TEAMPROJECTID", "people"),
            ("SYSTEM_COLLECTIONURI", "dev.azure.com"),
        ] {
            assert_eq!(run(change), None, "{change:?}");
        }
    }
}
