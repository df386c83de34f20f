//! The one place where ids are made: UUIDv7 (RFC 9562, section 5.7).

use std::sync::Mutex;

use jiff::Timestamp;
use uuid::Uuid;

/// Bits of the counter that keeps ids of one millisecond in order (RFC 9562, section 6.2, method 1).
const COUNTER_BITS: u32 = 42;

/// The millisecond and the counter of the last id.
static LAST: Mutex<(u64, u64)> = Mutex::new((0, 0));

/// A new id that sorts after every id this process has made before, even when the clock jumps back.
///
/// Wrap it in its type: `AccountId(new_id(viewer.at))`.
#[must_use]
pub fn new_id(at: Timestamp) -> Uuid {
    let now = u64::try_from(at.as_millisecond()).unwrap_or(0);
    let (millisecond, counter) = {
        // The pair is whole at every moment, so a panic elsewhere cannot have broken it.
        let mut last = LAST
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        *last = following(*last, now);
        *last
    };
    // 12 bits after the version, 30 bits after the variant, then 32 random bits.
    let mut tail = [0_u8; 10];
    let high = (counter >> 30) as u16;
    let low = (counter & ((1 << 30) - 1)) as u32;
    tail[..2].copy_from_slice(&high.to_be_bytes());
    tail[2..6].copy_from_slice(&low.to_be_bytes());
    tail[6..].copy_from_slice(&rand::random::<[u8; 4]>());
    uuid::Builder::from_unix_timestamp_millis(millisecond, &tail).into_uuid()
}

fn following(last: (u64, u64), now: u64) -> (u64, u64) {
    let (millisecond, counter) = last;
    if now > millisecond {
        // The counter starts in the lower half, so that it has room to grow.
        (now, rand::random::<u64>() >> (64 - COUNTER_BITS + 1))
    } else if counter + 1 < 1 << COUNTER_BITS {
        (millisecond, counter + 1)
    } else {
        (millisecond + 1, 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_ascend_even_when_the_clock_jumps_back() {
        let times = [
            1_800_000_000_000,
            1_800_000_000_000,
            1_700_000_000_000,
            1_800_000_000_001,
        ];
        let ids: Vec<Uuid> = times
            .iter()
            .cycle()
            .take(10_000)
            .map(|&millisecond| new_id(Timestamp::from_millisecond(millisecond).unwrap()))
            .collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(ids.iter().all(|id| id.get_version_num() == 7));
    }

    #[test]
    fn a_full_counter_borrows_the_next_millisecond() {
        assert_eq!(following((5, (1 << COUNTER_BITS) - 1), 5), (6, 0));
    }
}
