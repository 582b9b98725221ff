//! Files of ladders made from a stream of numbers, and the many ways to lay one document out.

pub mod dice;
pub mod document;
pub mod layout;
pub mod value;
pub mod words;
