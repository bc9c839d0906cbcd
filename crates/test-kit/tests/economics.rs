//! docs/economics.md tells the truth: each row of its worked tables is what the programs' own formulas give.
use {
    hypernode_test_kit::repository_root,
    registry::math::{response_score, score, Record},
    rewards::math::{earned_floor, split_unlock, Accumulator, Stream},
    staking::math::{
        applied_bps, multiplier_of, slash_parts, tier_of, weight_of, with_slash, Slash,
    },
    std::collections::{BTreeMap, BTreeSet},
};

/// Default parameters, as the page names them.
const MULTIPLIER_DAYS: [u16; 5] = [0, 30, 90, 180, 365];
const MULTIPLIER_BPS: [u16; 5] = [10_000, 15_000, 20_000, 30_000, 40_000];
const CAPACITY: [u64; 4] = [100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000];
const CAPACITY_RUNS: [u16; 4] = [1, 3, 10, 65_535];
const MIN_TOTAL_WEIGHT: u128 = 10_000_000_000;
const DAY: i64 = 86_400;

/// Works a row out again and compares.
type Check = fn(&Row);

/// One row: cells by the name of their column.
struct Row(BTreeMap<String, String>);

impl Row {
    fn text(&self, column: &str) -> &str {
        self.0
            .get(column)
            .unwrap_or_else(|| panic!("no column {column}: {:?}", self.0))
    }

    fn yes(&self, column: &str) -> bool {
        match self.text(column) {
            "yes" => true,
            "no" => false,
            other => panic!("{column}: yes or no, found {other}"),
        }
    }

    fn n<T: std::str::FromStr>(&self, column: &str) -> T {
        let text = self.text(column).replace(',', "");
        text.parse()
            .unwrap_or_else(|_| panic!("{column}: no number in {text}"))
    }

    /// Compares what a formula gives with what the page says.
    #[track_caller]
    fn says<T: std::fmt::Display>(&self, column: &str, value: T) {
        assert_eq!(
            self.text(column).replace(',', ""),
            value.to_string(),
            "{column} of {:?}",
            self.0
        );
    }
}

/// Tables behind `<!-- worked: name -->`, by name.
fn worked_tables(page: &str) -> BTreeMap<String, Vec<Row>> {
    let mut tables = BTreeMap::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(name) = line
            .strip_prefix("<!-- worked: ")
            .and_then(|rest| rest.strip_suffix(" -->"))
        else {
            continue;
        };
        let cells = |line: &str| -> Vec<String> {
            let inner = line.trim().trim_matches('|');
            inner
                .split('|')
                .map(|cell| cell.trim().to_owned())
                .collect()
        };
        let header = cells(lines.next().expect("a table follows its name"));
        let rule = lines.next().expect("a table has a rule below its header");
        assert!(rule.starts_with("|-"), "{name}: {rule}");
        let rows: Vec<Row> = lines
            .by_ref()
            .take_while(|line| line.starts_with('|'))
            .map(|line| {
                let row = cells(line);
                assert_eq!(row.len(), header.len(), "{name}: {line}");
                Row(header.iter().cloned().zip(row).collect())
            })
            .collect();
        assert!(!rows.is_empty(), "{name} has no rows");
        assert!(
            tables.insert(name.to_owned(), rows).is_none(),
            "{name} stands twice"
        );
    }
    tables
}

fn price(row: &Row) {
    let price = markets::math::price(&markets::math::PriceTerms {
        price_per_second: row.n("price_per_second"),
        metered_seconds: row.n("metered_seconds"),
        cap: row.n("cap"),
        failed: row.yes("failed"),
        failed_pay_bps: row.n("failed_pay_bps"),
    });
    row.says("price", price.unwrap());
}

fn split(row: &Row) {
    let price: u64 = row.n("price");
    let split = markets::math::split_floor(
        price,
        &markets::math::SplitTerms {
            treasury_bps: 1_000,
            incentive_bps: 500,
            orchestrator_bps: 500,
            staker_bps: 100,
            royalty_bps: row.n("royalty_bps"),
            credit_bps: row.n("credit_bps"),
            has_orchestrator: row.yes("orchestrator named"),
        },
    )
    .unwrap();
    let parts = [
        ("operator", split.operator),
        ("royalty", split.royalty),
        ("credit", split.credit),
        ("treasury", split.treasury),
        ("incentive", split.incentive),
        ("orchestrator", split.orchestrator),
    ];
    for (name, part) in parts {
        row.says(name, part);
    }
    row.says("staker", split.staker);
    assert_eq!(parts.iter().map(|(_, part)| part).sum::<u64>(), price);
}

fn challenge_bond(row: &Row) {
    let bond = markets::math::challenge_bond_floor(row.n("cap"), 1_000, 50_000_000).unwrap();
    row.says("bond", bond);
    let split = markets::math::bond_split_floor(bond, row.n("majority")).unwrap();
    row.says("each voter", split.voter);
    row.says("rest", split.rest);
}

fn weight(row: &Row) {
    let multiplier = multiplier_of(row.n("lock_days"), &MULTIPLIER_DAYS, &MULTIPLIER_BPS);
    row.says("multiplier_bps", multiplier);
    row.says("weight", weight_of(row.n("amount"), multiplier));
}

fn capacity(row: &Row) {
    let tier = tier_of(row.n("pledged"), &CAPACITY);
    row.says(
        "tier",
        tier.map_or("none".to_owned(), |tier| (tier + 1).to_string()),
    );
    row.says("runs", tier.map_or(0, |tier| CAPACITY_RUNS[tier]));
}

fn accumulator(row: &Row) {
    let mut sums = Accumulator {
        acc: 0,
        remainder: 0,
        unallocated: 0,
        allocated: 0,
    };
    sums.deposit(row.n("deposit"), row.n("total weight"), MIN_TOTAL_WEIGHT)
        .unwrap();
    row.says("owed", earned_floor(row.n("weight"), sums.acc, 0).unwrap());
}

fn stream(row: &Row) {
    let mut stream = Stream {
        left: row.n("left"),
        last_at: row.n("last"),
        end_at: row.n("end"),
    };
    row.says("due", stream.release(row.n("now")).unwrap());
    row.says("left after", stream.left);
}

fn unlock(row: &Row) {
    let split = split_unlock(row.n("amount"), 3_000, 2_000).unwrap();
    row.says("rewards", split.rewards);
    row.says("burned", split.burned);
    row.says("operations", split.operations);
}

fn reputation(row: &Row) {
    row.says(
        "score",
        score(&Record {
            completed: row.n("completed"),
            failed: row.n("failed"),
            timed_out: row.n("timed_out"),
            invalid: row.n("invalid"),
            uptime: row.n("uptime"),
            response: response_score(row.n("response_ms"), 1),
            ..Record::default()
        }),
    );
}

fn slash(row: &Row) {
    let (active, unbonding) =
        slash_parts(row.n("active"), row.n("unbonding"), row.n("bps")).unwrap();
    row.says("taken from active", active);
    row.says("taken from unbonding", unbonding);
}

fn slash_cap(row: &Row) {
    let now = 100 * DAY;
    let then = now - row.n::<i64>("days ago") * DAY;
    let taken = with_slash([Slash::default(); 8], row.n("taken before"), then);
    row.says("applied", applied_bps(row.n("bps"), 5_000, &taken, now));
}

#[test]
fn works_every_table_of_the_economics_page_out_again() {
    let path = repository_root().join("docs/economics.md");
    let page = std::fs::read_to_string(&path).expect("docs/economics.md");
    let tables = worked_tables(&page);
    let checks: [(&str, Check); 11] = [
        ("price", price),
        ("split", split),
        ("challenge bond", challenge_bond),
        ("weight", weight),
        ("capacity", capacity),
        ("accumulator", accumulator),
        ("stream", stream),
        ("unlock", unlock),
        ("score", reputation),
        ("slash", slash),
        ("slash cap", slash_cap),
    ];
    let known: BTreeSet<&str> = checks.iter().map(|(name, _)| *name).collect();
    let found: BTreeSet<&str> = tables.keys().map(String::as_str).collect();
    assert_eq!(found, known, "the page's tables and their checks");
    for (name, check) in checks {
        tables[name].iter().for_each(check);
    }
}
