//! What a node has done, and the score and tier that follow from it.

use {
    crate::{
        constants::UPTIME_DAYS,
        error::RegistryError,
        math::{
            average_response, day, health_penalty, one_more, response_score, score,
            split_at_midnight, tier, uptime_score, Record,
        },
        state::RegistryParams,
    },
    hypernode_common::registry::{EpochPoints, Outcome, Reputation, Tier},
};

type Check<T = ()> = core::result::Result<T, RegistryError>;

/// A run that ended, as markets tells it.
#[derive(Clone, Copy, Debug)]
pub struct EndedRun {
    /// How it ended.
    pub outcome: Outcome,
    /// Response time of the job, milliseconds; 0 = it never started.
    pub response_ms: u32,
    /// Treasury and incentive parts, base units.
    pub fee: u64,
    /// Epoch label of the fee shard.
    pub epoch: u32,
    /// False when requester or funder is a party of the node.
    pub counted: bool,
}

/// Changes of a reputation.
pub trait ReputationTransitions {
    /// Starts at zero: Starter, no runs.
    fn start(&mut self, node: anchor_lang::Address, now: i64);
    /// Enters the day of a heartbeat and credits the time since the one before, unless the node was offline in between.
    fn credit_uptime(&mut self, gap: i64, offline_after: u32, now: i64);
    /// Counts a run and its fee.
    ///
    /// # Errors
    /// `Overflow`.
    fn count_run(&mut self, run: &EndedRun, min_counted_fee: u64) -> Check;
    /// Counts a result that was found invalid.
    ///
    /// # Errors
    /// `Overflow`.
    fn count_invalid(&mut self) -> Check;
    /// Moves the penalty after a health check.
    fn note_health(&mut self, passed: bool, params: &RegistryParams);
    /// Computes score and tier anew.
    fn rate(&mut self, params: &RegistryParams, now: i64);
    /// What the score is computed from, at `now`. Of the uptime only the last 30 days count: heartbeats alone move the
    /// buckets, and a node that fell silent must not live on what it did before.
    fn record(&self, now: i64) -> Record;
    /// The counter that an outcome raises; 0 for one that raises none.
    fn counter(&self, outcome: Outcome) -> u64;
    /// Points earned under an epoch label, 0 when the ring does not hold it.
    fn points_of(&self, epoch: u32) -> u64;
}

impl ReputationTransitions for Reputation {
    fn start(&mut self, node: anchor_lang::Address, now: i64) {
        self.tier = Tier::Starter.into();
        self.node = node;
        self.bucket_day = day(now).into();
        self.first_seen_at = now.into();
    }

    fn credit_uptime(&mut self, gap: i64, offline_after: u32, now: i64) {
        let today = day(now);
        if gap <= 0 || gap > offline_after as i64 {
            return enter(self, today);
        }
        let (before, after) = split_at_midnight(now.saturating_sub(gap), now);
        if before > 0 {
            credit(self, today.saturating_sub(1), before);
        }
        credit(self, today, after);
    }

    fn count_run(&mut self, run: &EndedRun, min_counted_fee: u64) -> Check {
        if run.response_ms > 0 {
            let samples = self.response_samples.get();
            self.response_ms =
                average_response(self.response_ms.get(), samples, run.response_ms).into();
            self.response_samples = samples.saturating_add(1).into();
        }
        match run.outcome {
            Outcome::Completed | Outcome::Stopped if run.counted && run.fee >= min_counted_fee => {
                self.completed = one_more(self.completed.get())?.into();
            }
            Outcome::Completed | Outcome::Stopped | Outcome::ProgramFailed => {}
            Outcome::Failed => self.failed = one_more(self.failed.get())?.into(),
            Outcome::TimedOut => self.timed_out = one_more(self.timed_out.get())?.into(),
            Outcome::Declined => self.declined = one_more(self.declined.get())?.into(),
        }
        if run.counted && run.fee > 0 {
            self.lifetime_fees = self
                .lifetime_fees
                .get()
                .checked_add(run.fee)
                .ok_or(RegistryError::Overflow)?
                .into();
            add_points(&mut self.points, run.epoch, run.fee)?;
        }
        Ok(())
    }

    fn count_invalid(&mut self) -> Check {
        self.invalid = one_more(self.invalid.get())?.into();
        Ok(())
    }

    fn note_health(&mut self, passed: bool, params: &RegistryParams) {
        self.health_penalty = health_penalty(
            self.health_penalty.get(),
            passed,
            params.health_step,
            params.health_cap,
        )
        .into();
    }

    fn rate(&mut self, params: &RegistryParams, now: i64) {
        let record = self.record(now);
        let score = score(&record);
        // Three u64 counters of single runs cannot reach 2^64 together.
        let ended = record
            .completed
            .saturating_add(record.failed)
            .saturating_add(record.timed_out);
        self.score = score.into();
        self.tier = tier(score, ended, self.lifetime_fees.get(), &params.tier_rules()).into();
    }

    fn record(&self, now: i64) -> Record {
        Record {
            completed: self.completed.get(),
            failed: self.failed.get(),
            timed_out: self.timed_out.get(),
            declined: self.declined.get(),
            invalid: self.invalid.get(),
            uptime: uptime_score(uptime_up_to(self, day(now)), self.first_seen_at.get(), now),
            response: response_score(self.response_ms.get(), self.response_samples.get()),
            health_penalty: self.health_penalty.get(),
        }
    }

    fn counter(&self, outcome: Outcome) -> u64 {
        match outcome {
            Outcome::Completed | Outcome::Stopped => self.completed.get(),
            Outcome::ProgramFailed => 0,
            Outcome::Failed => self.failed.get(),
            Outcome::TimedOut => self.timed_out.get(),
            Outcome::Declined => self.declined.get(),
        }
    }

    fn points_of(&self, epoch: u32) -> u64 {
        let slot = &self.points[ring_slot(epoch)];
        if slot.epoch == epoch {
            slot.points.get()
        } else {
            0
        }
    }
}

/// Buckets that hold other days on `day`: those of the days since the newest one.
fn outdated(reputation: &Reputation, day: u32) -> impl Iterator<Item = usize> {
    let days = day
        .saturating_sub(reputation.bucket_day.get())
        .min(UPTIME_DAYS);
    (0..days).map(move |step| (day.wrapping_sub(step) % UPTIME_DAYS) as usize)
}

/// Seconds of uptime in the 30 days that end with `day`.
fn uptime_up_to(reputation: &Reputation, day: u32) -> u32 {
    outdated(reputation, day).fold(reputation.uptime_seconds.get(), |total, bucket| {
        total.saturating_sub(reputation.buckets[bucket].get())
    })
}

/// Enters a day: empties the buckets of the days since the newest one.
fn enter(reputation: &mut Reputation, day: u32) {
    if day <= reputation.bucket_day.get() {
        return;
    }
    reputation.uptime_seconds = uptime_up_to(reputation, day).into();
    for bucket in outdated(reputation, day) {
        reputation.buckets[bucket] = 0.into();
    }
    reputation.bucket_day = day.into();
}

/// Adds seconds to a day.
fn credit(reputation: &mut Reputation, day: u32, seconds: u32) {
    enter(reputation, day);
    let bucket = &mut reputation.buckets[(day % UPTIME_DAYS) as usize];
    *bucket = bucket.get().saturating_add(seconds).into();
    reputation.uptime_seconds = reputation
        .uptime_seconds
        .get()
        .saturating_add(seconds)
        .into();
}

/// Where an epoch's points are.
fn ring_slot(epoch: u32) -> usize {
    (epoch % 4) as usize
}

/// Adds points under a label: a newer label replaces an older one in its slot, an older one is ignored.
fn add_points(ring: &mut [EpochPoints; 4], epoch: u32, points: u64) -> Check {
    let slot = &mut ring[ring_slot(epoch)];
    if epoch > slot.epoch.get() {
        slot.epoch = epoch.into();
        slot.points = points.into();
    } else if epoch == slot.epoch.get() {
        slot.points = slot
            .points
            .get()
            .checked_add(points)
            .ok_or(RegistryError::Overflow)?
            .into();
    }
    Ok(())
}
