//! Whether a file says anything that can be understood; the loader raises these.

pub mod bad_value;
pub mod bad_version;
pub mod band_order;
pub mod base_cycle;
pub mod duplicate_id;
pub mod duplicate_key;
pub mod empty_track;
pub mod empty_value;
pub mod missing_base;
pub mod missing_field;
pub mod redefined;
pub mod syntax;
pub mod unknown_field;
pub mod unknown_reference;
pub mod wrong_type;
