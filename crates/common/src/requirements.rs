//! What a job or market asks of a node.

use anchor_lang::prelude::{PodU16, PodU32};

crate::pod_pair! {
    /// What a job or market asks of a node; 0 = any, in every field.
    pub struct Requirements, PodRequirements, size = 24 {
        /// GPUs.
        gpu_count: u16 => PodU16,
        /// MiB of memory per GPU.
        vram_mib: u32 => PodU32,
        /// CPU cores.
        cpu_cores: u16 => PodU16,
        /// MiB of memory.
        ram_mib: u32 => PodU32,
        /// GiB of disk.
        disk_gib: u32 => PodU32,
        /// ISO 3166 numeric country.
        region: u16 => PodU16,
        /// Allowed architectures; bit = value of `Architecture`.
        arch_mask: u16 => PodU16,
        /// Allowed GPU vendors; bit = value of `GpuVendor`.
        vendor_mask: u8 => u8,
        /// Lowest capacity tier, 1..4.
        stake_tier: u8 => u8,
        /// Lowest reputation tier, 1..5.
        reputation_tier: u8 => u8,
        /// Proofs the node must hold; 0 until the second delivery.
        proofs_mask: u8 => u8,
    }
}

/// Bits of the eleven architectures.
pub const ARCH_MASK: u16 = 0b1111_1111_1110;
/// Bits of the five vendors.
pub const VENDOR_MASK: u8 = 0b11_1110;
/// Highest ISO 3166 numeric country code.
pub const REGION_MAX: u16 = 999;
/// Highest capacity tier.
pub const STAKE_TIER_MAX: u8 = 4;
/// Highest reputation tier.
pub const REPUTATION_TIER_MAX: u8 = 5;

impl Requirements {
    /// No requirement at all.
    pub const ANY: Self = Self {
        gpu_count: 0,
        vram_mib: 0,
        cpu_cores: 0,
        ram_mib: 0,
        disk_gib: 0,
        region: 0,
        arch_mask: 0,
        vendor_mask: 0,
        stake_tier: 0,
        reputation_tier: 0,
        proofs_mask: 0,
    };

    /// Whether every field holds a value of its range.
    pub const fn is_valid(&self) -> bool {
        self.region <= REGION_MAX
            && self.arch_mask & !ARCH_MASK == 0
            && self.vendor_mask & !VENDOR_MASK == 0
            && self.stake_tier <= STAKE_TIER_MAX
            && self.reputation_tier <= REPUTATION_TIER_MAX
            && self.proofs_mask == 0
    }

    /// The stricter of both per field: the larger number, the intersection of masks and regions, all proofs.
    /// None when no node can satisfy both.
    pub fn stricter(&self, other: &Self) -> Option<Self> {
        Some(Self {
            gpu_count: self.gpu_count.max(other.gpu_count),
            vram_mib: self.vram_mib.max(other.vram_mib),
            cpu_cores: self.cpu_cores.max(other.cpu_cores),
            ram_mib: self.ram_mib.max(other.ram_mib),
            disk_gib: self.disk_gib.max(other.disk_gib),
            region: same(self.region, other.region)?,
            arch_mask: common(self.arch_mask, other.arch_mask)?,
            vendor_mask: common(self.vendor_mask as u16, other.vendor_mask as u16)? as u8,
            stake_tier: self.stake_tier.max(other.stake_tier),
            reputation_tier: self.reputation_tier.max(other.reputation_tier),
            proofs_mask: self.proofs_mask | other.proofs_mask,
        })
    }
}

/// Whether bit `value` is in `mask`; an empty mask allows all.
pub const fn mask_allows(mask: u16, value: u8) -> bool {
    mask == 0 || (value < 16 && mask & (1 << value) != 0)
}

fn same(a: u16, b: u16) -> Option<u16> {
    match (a, b) {
        (0, x) | (x, 0) => Some(x),
        (a, b) => (a == b).then_some(a),
    }
}

fn common(a: u16, b: u16) -> Option<u16> {
    match (a, b) {
        (0, x) | (x, 0) => Some(x),
        (a, b) => (a & b != 0).then_some(a & b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stricter_takes_the_larger_number_and_the_common_mask() {
        let job = Requirements {
            gpu_count: 2,
            arch_mask: 0b0110,
            region: 276,
            stake_tier: 1,
            ..Requirements::ANY
        };
        let market = Requirements {
            gpu_count: 1,
            arch_mask: 0b0010,
            stake_tier: 3,
            ..Requirements::ANY
        };
        let both = Requirements {
            gpu_count: 2,
            arch_mask: 0b0010,
            region: 276,
            stake_tier: 3,
            ..Requirements::ANY
        };
        assert_eq!(job.stricter(&market), Some(both));
        assert_eq!(market.stricter(&job), Some(both));
    }

    #[test]
    fn stricter_of_disjoint_masks_or_regions_is_none() {
        let with = |region, arch_mask, vendor_mask| Requirements {
            region,
            arch_mask,
            vendor_mask,
            ..Requirements::ANY
        };
        assert_eq!(with(276, 0, 0).stricter(&with(840, 0, 0)), None);
        assert_eq!(with(0, 2, 0).stricter(&with(0, 4, 0)), None);
        assert_eq!(with(0, 0, 2).stricter(&with(0, 0, 4)), None);
    }

    #[test]
    fn is_valid_refuses_each_field_past_its_range() {
        assert!(Requirements::ANY.is_valid());
        for broken in [
            Requirements {
                region: 1_000,
                ..Requirements::ANY
            },
            Requirements {
                arch_mask: 1,
                ..Requirements::ANY
            },
            Requirements {
                arch_mask: 1 << 12,
                ..Requirements::ANY
            },
            Requirements {
                vendor_mask: 1 << 6,
                ..Requirements::ANY
            },
            Requirements {
                stake_tier: 5,
                ..Requirements::ANY
            },
            Requirements {
                reputation_tier: 6,
                ..Requirements::ANY
            },
            Requirements {
                proofs_mask: 1,
                ..Requirements::ANY
            },
        ] {
            assert!(!broken.is_valid(), "{broken:?}");
        }
    }
}
