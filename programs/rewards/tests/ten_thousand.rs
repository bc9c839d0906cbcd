//! Ten thousand stakers on the programs themselves, against exact fractions.

use {
    hypernode_common::programs::STAKER_VAULT,
    hypernode_test_kit::{address_for, staking::DAY, Outcome, Pubkey, World, HYPER},
    num_bigint::BigUint,
    rewards::error::RewardsError,
};

/// Stakers in the end.
const STAKERS: usize = 10_000;
/// Stakers when a claim is measured first.
const FEW: usize = 10;
/// Most positions that back one node.
const BACKING: usize = 8;
/// What a claim may cost more or less for the size of the numbers in it; no part of it knows how many stakers there are.
const UNITS_TOLERANCE: u64 = 200;

/// A fraction that is never reduced nor rounded.
#[derive(Clone)]
struct Fraction {
    over: BigUint,
    under: BigUint,
}

impl Fraction {
    fn whole(number: u64) -> Self {
        Self {
            over: number.into(),
            under: 1u32.into(),
        }
    }

    fn plus(&self, other: &Self) -> Self {
        Self {
            over: &self.over * &other.under + &other.over * &self.under,
            under: &self.under * &other.under,
        }
    }

    /// `weight` times the growth since `earlier`.
    fn earned_since(&self, earlier: &Self, weight: u128) -> Self {
        Self {
            over: (&self.over * &earlier.under - &earlier.over * &self.under) * weight,
            under: &self.under * &earlier.under,
        }
    }

    /// Whether a number of base units is less than `units` away.
    fn is_near(&self, number: u64, units: u64) -> bool {
        let (number, units) = (&self.under * number, &self.under * units);
        self.over < &number + &units && number < &self.over + &units
    }
}

/// A staker as exact arithmetic sees it.
struct Staker {
    name: String,
    position: Pubkey,
    lock_days: u16,
    weight: u128,
    /// Growth per weight it is settled up to.
    settled: Fraction,
    /// What it earned up to then.
    earned: Fraction,
    /// Settlings so far, each of which may lose less than one base unit.
    settlings: u64,
    claimed: u64,
}

/// The programs, and beside them what each staker should have.
struct Run {
    world: World,
    stakers: Vec<Staker>,
    growth: Fraction,
    deposits: u64,
    random: u64,
}

impl Run {
    fn new() -> Self {
        Self {
            world: World::with_staking(),
            stakers: vec![],
            growth: Fraction::whole(0),
            deposits: 0,
            random: 7,
        }
    }

    /// SplitMix64.
    fn below(&mut self, bound: u64) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.random;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }

    /// The next staker comes.
    fn stakes(&mut self, amount: u64, lock_days: u16) {
        let name = format!("staker-{}", self.stakers.len());
        let position = self.world.stake(&name, 0, amount, lock_days);
        let weight = self.world.position(&position).weight.get();
        self.stakers.push(Staker {
            name,
            position,
            lock_days,
            weight,
            settled: self.growth.clone(),
            earned: Fraction::whole(0),
            settlings: 0,
            claimed: 0,
        });
    }

    fn stakes_at_random(&mut self) {
        let amount = 100 * HYPER + self.below(50_000 * HYPER);
        let lock = [14, 30, 90, 180, 365][usize::try_from(self.below(5)).expect("small")];
        self.stakes(amount, lock);
    }

    fn total_weight(&self) -> u128 {
        self.stakers.iter().map(|staker| staker.weight).sum()
    }

    /// Fees are shared at once.
    fn deposits(&mut self, amount: u64) {
        self.world.share_fees(amount, 1).accepted();
        self.deposits += amount;
        self.growth = self.growth.plus(&Fraction {
            over: amount.into(),
            under: self.total_weight().into(),
        });
    }

    /// What the growth since the last settling gave a staker, whose weight is read anew.
    fn settles(&mut self, index: usize) {
        let staker = &mut self.stakers[index];
        let earned = self.growth.earned_since(&staker.settled, staker.weight);
        staker.earned = staker.earned.plus(&earned);
        staker.settled = self.growth.clone();
        staker.settlings += 1;
        staker.weight = self.world.position(&staker.position).weight.get();
    }

    fn claims(&mut self, index: usize) -> Outcome {
        let (name, position) = (
            self.stakers[index].name.clone(),
            self.stakers[index].position,
        );
        let before = self.world.hyper_of(&address_for(&name));
        let outcome = self.world.claim_reward(&name, &position);
        if outcome.program_error() == Some(RewardsError::NothingToClaim.into()) {
            return outcome;
        }
        let outcome = outcome.accepted();
        self.stakers[index].claimed += self.world.hyper_of(&address_for(&name)) - before;
        self.settles(index);
        outcome
    }

    /// A slash settles what was earned with the weight before it.
    fn slashed(&mut self, index: usize, bps: u16) {
        let position = self.stakers[index].position;
        self.world.slash_position(&position, bps).accepted();
        self.settles(index);
    }

    fn unstakes(&mut self, index: usize) {
        let (name, position) = (
            self.stakers[index].name.clone(),
            self.stakers[index].position,
        );
        let amount = self.world.position(&position).amount.get();
        self.world.unstake(&name, &position, amount).accepted();
        self.settles(index);
    }
}

#[test]
fn pays_ten_thousand_stakers_what_exact_fractions_say() {
    let mut run = Run::new();
    for _ in 0..FEW {
        run.stakes(20_000 * HYPER, 90);
    }
    run.deposits(1_000 * HYPER);
    let few = run.claims(0).compute_units;
    let node = run.world.write_node("operator", |_| ());
    for index in 0..BACKING {
        let (name, position) = (run.stakers[index].name.clone(), run.stakers[index].position);
        run.world
            .pledge_position(&name, &position, &node, "operator")
            .accepted();
    }
    while run.stakers.len() < STAKERS {
        run.stakes_at_random();
    }
    run.deposits(7_654_321_987_654);
    let many = run.claims(1).compute_units;
    assert!(
        few.abs_diff(many) <= UNITS_TOLERANCE,
        "a claim costs {few} units beside {FEW} stakers and {many} beside {STAKERS}"
    );
    for _ in 0..STAKERS / 4 {
        let index = usize::try_from(run.below(STAKERS as u64)).expect("small");
        run.claims(index);
    }
    run.deposits(1);
    for index in 0..BACKING {
        run.slashed(index, 2_345);
    }
    run.deposits(19);
    run.world.warp_seconds(14 * DAY);
    for index in FEW..STAKERS {
        if run.stakers[index].lock_days == 14 {
            run.unstakes(index);
        }
    }
    run.deposits(3_000_000_019);
    for index in 0..STAKERS {
        run.claims(index);
    }

    let claimed: u64 = run.stakers.iter().map(|staker| staker.claimed).sum();
    assert!(claimed <= run.deposits, "{claimed} of {}", run.deposits);
    let state = run.world.rewards_state();
    assert_eq!(
        (state.allocated.get(), state.claimed.get()),
        (run.deposits, claimed)
    );
    assert_eq!(
        run.world.token_balance(&STAKER_VAULT.address),
        run.deposits - claimed
    );
    for staker in &run.stakers {
        assert!(
            staker.earned.is_near(staker.claimed, staker.settlings),
            "{}: {} claimed in {} settlings",
            staker.name,
            staker.claimed,
            staker.settlings
        );
    }
}
