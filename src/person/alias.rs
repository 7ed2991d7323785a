//! Joins other names that the text or the list of known persons gives someone.

use super::cues::Scene;
use super::group::Groups;
use crate::language::Language;

/// Joins them.
pub(super) fn join(_scene: &Scene, _groups: &mut Groups, _form_of: &[usize], _language: &Language) {}
