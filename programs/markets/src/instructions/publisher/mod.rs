//! What the publisher of a template may do.

pub mod close_template;
pub mod publish_template;
pub mod yank_template;

pub use {close_template::*, publish_template::*, yank_template::*};
