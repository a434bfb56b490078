//! The registers while a corpus is built: records by id, with room for placeholders.

use std::borrow::Borrow;
use std::hash::Hash;

use hashbrown::{HashMap, HashSet};

use crate::briefing::{Entity, EntityId, Measure, MeasureId, Origin, OriginId, Outlet, OutletId};
use crate::corpus::build::partition::PartitionedFiles;
use crate::corpus::slots::Slot;

/// Stands for the slot of an unknown id until a placeholder is inserted.
const UNKNOWN: usize = u32::MAX as usize;

/// Returns whether [`Register::find`] did not know the id.
pub(crate) fn is_unknown(slot: impl Slot) -> bool {
    slot.index() == UNKNOWN
}

/// The records of one register, by id. Placeholders for unknown ids follow the registered records.
pub(crate) struct Register<I, T> {
    pub(crate) records: Vec<T>,
    pub(crate) by_id: HashMap<I, usize>,
    /// Number of registered records.
    pub(crate) registered: usize,
    /// False if the file is missing, empty or unreadable. Then the register is one problem, and its ids are none.
    pub(crate) readable: bool,
    /// Ids of records that are left out because of a problem. References to them are not problems.
    pub(crate) left_out: HashSet<String>,
    /// The file's name in problems.
    pub(crate) file: &'static str,
}

impl<I: Clone + Eq + Hash + Borrow<str>, T> Register<I, T> {
    fn new(
        file: &'static str,
        read: Option<Vec<T>>,
        may_be_empty: bool,
        left_out: &HashSet<String>,
        id: impl Fn(&T) -> I,
    ) -> Self {
        let is_filled = |records: &Vec<T>| may_be_empty || !records.is_empty() || !left_out.is_empty();
        let readable = read.as_ref().is_some_and(is_filled);
        let records = read.unwrap_or_default();
        let by_id = records.iter().enumerate().map(|(at, record)| (id(record), at)).collect();
        Self { registered: records.len(), records, by_id, readable, left_out: left_out.clone(), file }
    }

    /// Returns the slot of an id, or one that [`is_unknown`].
    pub(crate) fn find<S: Slot>(&self, id: &str) -> S {
        S::from_index(self.by_id.get(id).copied().unwrap_or(UNKNOWN))
    }

    /// Returns the position of an id's record. Inserts a placeholder if there is none.
    pub(crate) fn find_or_insert(&mut self, id: &I, placeholder: impl Fn(I) -> T) -> usize {
        let key: &str = id.borrow();
        self.by_id.get(key).copied().unwrap_or_else(|| {
            self.records.push(placeholder(id.clone()));
            self.by_id.insert(id.clone(), self.records.len() - 1);
            self.records.len() - 1
        })
    }
}

/// The registers of entities, outlets, origins and measures.
pub(crate) struct Registers {
    pub(crate) entities: Register<EntityId, Entity>,
    pub(crate) outlets: Register<OutletId, Outlet>,
    pub(crate) origins: Register<OriginId, Origin>,
    pub(crate) measures: Register<MeasureId, Measure>,
}

impl Registers {
    /// Builds the registers from their files. Outlets are moved out, since nothing refers from them.
    pub(crate) fn new(files: &mut PartitionedFiles) -> Self {
        let entities = files.entities.as_mut().map(|register| register.records.clone());
        let outlets = files.outlets.as_mut().map(|register| std::mem::take(&mut register.records));
        let origins = files.origins.as_mut().map(|register| register.records.clone());
        let measures = files.measures.as_mut().map(|register| register.records.clone());
        let left_out = &files.left_out.records;
        Self {
            entities: Register::new("entities.yaml", entities, false, left_out, |entity| entity.id.clone()),
            outlets: Register::new("sources.yaml (outlets)", outlets, false, left_out, |outlet| outlet.id.clone()),
            origins: Register::new("sources.yaml (origins)", origins, true, left_out, |origin| origin.id.clone()),
            measures: Register::new("sources.yaml (measures)", measures, true, left_out, |measure| measure.id.clone()),
        }
    }
}
