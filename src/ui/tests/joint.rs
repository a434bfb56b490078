//! Joint claims and inferred origins as screens.

use super::*;
use crate::testing::fixture::pact;

screens! {
    joint_claims_at_80x24: pact(), (80, 24), "3";
    joint_claims_at_120x40: pact(), (120, 40), "3/tolls<Enter>";
    joint_claims_at_40x12: pact(), (40, 12), "3";
    a_joint_claim_at_80x24: pact(), (80, 24), "3/tolls<Enter>c";
    a_joint_claim_at_40x12: pact(), (40, 12), "3/tolls<Enter>c";
    found_by_one_of_several_at_80x24: pact(), (80, 24), "3/by:moss<Enter>";
    inferred_at_80x24: pact(), (80, 24), "3/work begins<Enter>c";
    inferred_at_40x12: pact(), (40, 12), "3/work begins<Enter>c";
    dossier_at_80x24: pact(), (80, 24), "2/lund<Enter>a";
    dossier_at_40x12: pact(), (40, 12), "2/lund<Enter>a<Space>";
    earlier_and_later_at_80x24: pact(), (80, 24), "T";
    timeline_at_80x24: pact(), (80, 24), "t";
    timeline_at_40x12: pact(), (40, 12), "t";
    contradictions_at_80x24: pact(), (80, 24), "C";
    contradictions_at_40x12: pact(), (40, 12), "C";
    matrix_at_80x24: pact(), (80, 24), "M";
}
