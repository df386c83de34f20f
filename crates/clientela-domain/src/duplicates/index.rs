//! Which records share a key, in memory that grows with the number of keys.

use xxhash_rust::xxh3::xxh3_64;

use super::blocking::{BLOCK_RECORDS_MAX, BlockingKey, KeyKind, NEIGHBOURS, RARE_WORD_RECORDS_MAX};
use super::field::Field;
use super::record::Record;

/// Place of a record in the slice that is scanned.
pub(super) type Place = u32;

/// Blocks of records that share a key.
pub(super) struct BlockIndex {
    /// Records of all blocks, one block after another, each block in the order of names.
    members: Vec<Place>,
    /// For each member, first and last+1 place of its block in `members`.
    blocks: Vec<(u32, u32)>,
    block_of: Vec<u32>,
    /// Places in `members` of one record after another.
    places: Vec<u32>,
    /// Where the places of each record start; one more at the end.
    starts: Vec<u32>,
    pub(super) wide_blocks: usize,
    pub(super) common_words: usize,
}

impl BlockIndex {
    pub(super) fn new(records: &[Record]) -> Self {
        let order = name_order(records);
        let mut entries: Vec<(u64, u32, Place)> = Vec::new();
        for (place, record) in records.iter().enumerate() {
            let place = Place::try_from(place).unwrap_or(Place::MAX);
            let rank = order[place as usize];
            entries.extend(
                record
                    .blocking_keys()
                    .iter()
                    .map(|key| (hash(key), rank, place)),
            );
        }
        entries.sort_unstable();
        let mut index = Self {
            members: Vec::new(),
            blocks: Vec::new(),
            block_of: Vec::new(),
            places: Vec::new(),
            starts: Vec::new(),
            wide_blocks: 0,
            common_words: 0,
        };
        for block in entries.chunk_by(|one, other| one.0 == other.0) {
            index.add_block(block);
        }
        index.link(records.len());
        index
    }

    fn add_block(&mut self, block: &[(u64, u32, Place)]) {
        if block.len() < 2 {
            return;
        }
        if is_word(block[0].0) && block.len() > RARE_WORD_RECORDS_MAX {
            self.common_words += 1;
            return;
        }
        if block.len() > BLOCK_RECORDS_MAX {
            self.wide_blocks += 1;
        }
        let number = small(self.blocks.len());
        let from = small(self.members.len());
        self.members.extend(block.iter().map(|entry| entry.2));
        self.block_of.resize(self.members.len(), number);
        self.blocks.push((from, small(self.members.len())));
    }

    fn link(&mut self, records: usize) {
        self.starts = vec![0; records + 1];
        for member in &self.members {
            self.starts[*member as usize + 1] += 1;
        }
        for place in 0..records {
            self.starts[place + 1] += self.starts[place];
        }
        let mut next = self.starts.clone();
        self.places = vec![0; self.members.len()];
        for (place, member) in self.members.iter().enumerate() {
            let slot = &mut next[*member as usize];
            self.places[*slot as usize] = small(place);
            *slot += 1;
        }
    }

    /// Fills `partners` with the later records that share a key with this one, ascending.
    pub(super) fn later_partners(&self, record: Place, partners: &mut Vec<Place>) {
        partners.clear();
        let own = self.starts[record as usize] as usize..self.starts[record as usize + 1] as usize;
        for place in &self.places[own] {
            let (mut from, mut to) = self.blocks[self.block_of[*place as usize] as usize];
            if (to - from) as usize > BLOCK_RECORDS_MAX {
                from = from.max(place.saturating_sub(small(NEIGHBOURS)));
                to = to.min(place + 1 + small(NEIGHBOURS));
            }
            let members = &self.members[from as usize..to as usize];
            partners.extend(members.iter().copied().filter(|partner| *partner > record));
        }
        partners.sort_unstable();
        partners.dedup();
    }
}

/// The rank of each record when they are ordered by name.
fn name_order(records: &[Record]) -> Vec<u32> {
    fn first(record: &Record, field: Field) -> &str {
        record
            .compared(field)
            .first()
            .map_or("", |value| value.text.as_str())
    }
    let mut places: Vec<usize> = (0..records.len()).collect();
    places.sort_by_cached_key(|place| {
        let record = &records[*place];
        [Field::Name, Field::FamilyName, Field::GivenName].map(|field| first(record, field))
    });
    let mut ranks = vec![0; records.len()];
    for (rank, place) in places.into_iter().enumerate() {
        ranks[place] = small(rank);
    }
    ranks
}

/// A number of the key, odd for words. Two keys with one number bring records together that share
/// nothing; comparing them shows it.
fn hash(key: &BlockingKey) -> u64 {
    let mut bytes = Vec::with_capacity(key.text.len() + 1);
    bytes.push(key.kind as u8);
    bytes.extend_from_slice(key.text.as_bytes());
    xxh3_64(&bytes) & !1 | u64::from(key.kind == KeyKind::Word)
}

fn is_word(hash: u64) -> bool {
    hash & 1 == 1
}

/// Places fit into 32 bits: a book has fewer than four thousand million keys.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
