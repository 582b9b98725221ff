//! Roles.

use super::expectation::expectations;
use crate::model::{Entries, Role, RoleId};
use crate::parse::document::RawRole;
use crate::parse::keys;
use crate::parse::reader::Reader;
use crate::parse::yaml::NodeId;

pub(super) fn role(reader: &mut Reader<'_>, node: NodeId) -> Option<RawRole> {
    let fields = reader.fields(node, &keys::ROLE, None)?;
    let id = reader.id(&fields, "id");
    let mut value = Role {
        id: RoleId::from(""),
        title: reader.text(&fields, "title"),
        summary: reader.text(&fields, "summary"),
        formerly: reader.ids(&fields, "formerly").iter().map(|id| id.as_str().into()).collect(),
        levels: Entries::default(),
        expectations: Entries::default(),
    };
    let mut levels = reader.texts(&fields, "levels");
    levels.partial |= fields.key_span("levels").is_none();
    let expectations = expectations(reader, &fields);
    value.id = RoleId::from(id.get()?.value.as_str());
    Some(RawRole { value, origin: reader.origin(&fields, "id"), levels, expectations })
}
