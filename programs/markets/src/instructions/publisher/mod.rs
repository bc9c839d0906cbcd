//! What the publisher of a template may do.

pub mod publish_template;
pub mod yank_template;

pub use {publish_template::*, yank_template::*};
