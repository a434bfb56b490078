//! Extends [`Corpus`] with figures: who gives which number for the same measure, and which numbers cannot both be true.

use std::cmp::Ordering;

use crate::briefing::{Amount, Bound, Edtf, Measure};
use crate::corpus::slots::slots;
use crate::corpus::{ClaimSlot, Corpus, EntitySlot, InView, MeasureSlot, Narrowing};

/// The largest part of a number by which one that is given as "about" may be off: one twentieth.
const PARTS_OF_TOLERANCE: f64 = 20.0;

/// Maximum number of figures of one measure that are compared, because the pairs grow with the square of it. 1,000 are
/// compared within milliseconds, and nobody reads the pairs of more.
const MAX_COMPARED: usize = 1000;

/// All figures that claims give for one measure.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasureFigures {
    /// What is counted.
    pub measure: MeasureSlot,
    /// The figures, the largest number first.
    pub given: Vec<GivenFigure>,
}

/// A figure with the claim that gives it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GivenFigure {
    /// The claim.
    pub claim: ClaimSlot,
    /// The number.
    pub value: Amount,
    /// How exactly it is given.
    pub bound: Bound,
    /// When it was so, or was said. `None` if that is not known.
    pub date: Option<Edtf>,
}

/// Two figures for one measure that cannot both be true, of claims without a relation to each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FigureConflict {
    /// What is counted.
    pub measure: MeasureSlot,
    /// The two figures, the larger number first.
    pub figures: [GivenFigure; 2],
}

impl Corpus {
    /// Returns every measure: those of the register in its order, then placeholders for unknown ids.
    pub fn measures(&self) -> impl ExactSizeIterator<Item = MeasureSlot> + use<> {
        slots(0, self.parts().measures.len())
    }

    /// Returns a measure.
    pub fn measure(&self, slot: MeasureSlot) -> &Measure {
        &self.parts().measures[slot.index()]
    }

    /// Returns the entities that a measure is about.
    pub fn measured(&self, measure: MeasureSlot) -> &[EntitySlot] {
        self.parts().references.counts_about.get(measure)
    }

    /// Returns the accepted claims that give a figure for a measure.
    pub fn counting(&self, measure: MeasureSlot) -> &[ClaimSlot] {
        self.accepted_references().counted.get(measure)
    }

    /// Returns the figures of each measure that a claim in view gives one for, the largest difference first. The figures
    /// of other claims are listed with them, because they may say otherwise.
    pub fn figures(&self, narrowing: &[Narrowing]) -> Vec<MeasureFigures> {
        let in_view = InView::claims(self, narrowing);
        self.figures_with(|measure| self.counting(measure).iter().any(|claim| in_view.has(*claim)))
    }

    /// Returns the figures of each measure that a claim gives one for, the largest difference first.
    pub fn figures_beside(&self, claim: ClaimSlot) -> Vec<MeasureFigures> {
        self.figures_with(|measure| self.counting(measure).binary_search(&claim).is_ok())
    }

    fn figures_with(&self, is_meant: impl Fn(MeasureSlot) -> bool) -> Vec<MeasureFigures> {
        let mut all: Vec<_> =
            self.measures().filter(|slot| is_meant(*slot)).map(|slot| self.figures_for(slot)).collect();
        all.sort_by(|one, other| other.difference().total_cmp(&one.difference()));
        all
    }

    /// Returns all figures for a measure.
    pub fn figures_for(&self, measure: MeasureSlot) -> MeasureFigures {
        let id = &self.measure(measure).id;
        let figures = self.counting(measure).iter().flat_map(|claim| {
            let date = self.dated(*claim);
            let figures = self.claim(*claim).figures.iter().filter(|figure| figure.measure == *id);
            figures.map(move |figure| GivenFigure { claim: *claim, value: figure.value, bound: figure.bound, date })
        });
        let mut given: Vec<GivenFigure> = figures.collect();
        given.sort_by(|one, other| {
            other.value.number().total_cmp(&one.value.number()).then(one.claim.cmp(&other.claim))
        });
        MeasureFigures { measure, given }
    }

    /// Returns every pair of figures that cannot both be true, the largest difference first. At least one claim of each
    /// pair is in view. Claims that a relation connects are left out: the relation says more.
    pub fn figure_conflicts(&self, narrowing: &[Narrowing]) -> Vec<FigureConflict> {
        let in_view = InView::claims(self, narrowing);
        let admitted = |claim| in_view.has(claim);
        let mut conflicts = Vec::new();
        for MeasureFigures { measure, given } in self.figures(narrowing) {
            let given = &given[..given.len().min(MAX_COMPARED)];
            for (at, one) in given.iter().enumerate() {
                for other in &given[at + 1..] {
                    if one.contradicts(other)
                        && (admitted(one.claim) || admitted(other.claim))
                        && !self.are_related(one.claim, other.claim)
                    {
                        conflicts.push(FigureConflict { measure, figures: [*one, *other] });
                    }
                }
            }
        }
        let difference = |conflict: &FigureConflict| conflict.figures[0].difference(&conflict.figures[1]);
        conflicts.sort_by(|one, other| difference(other).total_cmp(&difference(one)));
        conflicts
    }

    /// Returns whether one of two claims names the other in a relation.
    fn are_related(&self, one: ClaimSlot, other: ClaimSlot) -> bool {
        self.related(one).iter().any(|related| related.other == other)
    }
}

impl MeasureFigures {
    /// Returns the difference between the largest and the smallest number, as a part of the larger: from 0, for a single
    /// figure, to 2, for numbers below and above zero.
    pub fn difference(&self) -> f64 {
        match &self.given[..] {
            [largest, .., smallest] => largest.difference(smallest),
            [] | [_] => 0.0,
        }
    }

    /// Returns whether two of the figures cannot both be true.
    pub fn is_contradictory(&self) -> bool {
        let given = &self.given[..self.given.len().min(MAX_COMPARED)];
        given.iter().enumerate().any(|(at, one)| given[at + 1..].iter().any(|other| one.contradicts(other)))
    }
}

impl GivenFigure {
    /// Returns the difference between the numbers of two figures, as a part of the larger.
    fn difference(&self, other: &Self) -> f64 {
        let (one, other) = (self.value.number(), other.value.number());
        let larger = one.abs().max(other.abs());
        // Both are divided first, because the difference of two large numbers may be infinite.
        if larger == 0.0 { 0.0 } else { (one / larger - other / larger).abs() }
    }

    /// Returns whether two figures for one measure cannot both be true at one time. A claim does not contradict itself:
    /// it may give a range.
    pub fn contradicts(&self, other: &Self) -> bool {
        let at_one_time = match (self.date, other.date) {
            (Some(one), Some(other)) => one.overlaps(&other),
            _ => true,
        };
        self.claim != other.claim && at_one_time && self.differs(other)
    }

    /// Returns whether two numbers cannot both be true. One that is given as "about" may be off by a twentieth.
    fn differs(&self, other: &Self) -> bool {
        let is_near = [self.bound, other.bound].contains(&Bound::About)
            && self.difference(other) * PARTS_OF_TOLERANCE <= 1.0 + f64::EPSILON * PARTS_OF_TOLERANCE;
        if is_near {
            return false;
        }
        match self.value.partial_cmp(&other.value) {
            Some(Ordering::Greater) => self.bound != Bound::AtMost && other.bound != Bound::AtLeast,
            Some(Ordering::Less) => self.bound != Bound::AtLeast && other.bound != Bound::AtMost,
            Some(Ordering::Equal) | None => false,
        }
    }
}

#[cfg(test)]
mod tests;
