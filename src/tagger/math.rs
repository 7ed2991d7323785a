//! Exponential and logarithm in plain arithmetic: the same bits on every machine, unlike those of
//! the system's libraries. Both are good to some 1e-14, relatively.

use std::f64::consts::LN_2;

/// 1 / n! for n from 0 to 13.
const INVERSE_FACTORIALS: [f64; 14] = {
    let mut factors = [1.0; 14];
    let mut n = 1;
    while n < 14 {
        factors[n] = factors[n - 1] / n as f64;
        n += 1;
    }
    factors
};

/// `e^x`; 0 below -700, and capped above 700.
pub fn exp(x: f64) -> f64 {
    if x < -700.0 {
        return 0.0;
    }
    let x = x.min(700.0);
    let power = (x / LN_2 + if x < 0.0 { -0.5 } else { 0.5 }) as i64;
    let rest = x - power as f64 * LN_2;
    // Taylor's series; |rest| is at most half of ln 2.
    let sum = INVERSE_FACTORIALS.iter().rev().fold(0.0, |sum, factor| sum * rest + factor);
    sum * f64::from_bits(((power + 1023) as u64) << 52)
}

/// The natural logarithm of a positive, normal number.
pub fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    let mut power = (bits >> 52 & 0x7ff) as i64 - 1023;
    let mut mantissa = f64::from_bits(bits & 0x000f_ffff_ffff_ffff | 0x3ff0_0000_0000_0000);
    if mantissa > std::f64::consts::SQRT_2 {
        mantissa /= 2.0;
        power += 1;
    }
    // ln m = 2 artanh((m - 1) / (m + 1))
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let square = ratio * ratio;
    let mut sum = 0.0;
    for n in (0..=10).rev() {
        sum = sum * square + 1.0 / f64::from(2 * n + 1);
    }
    2.0 * ratio * sum + power as f64 * LN_2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_to_the_system() {
        for i in -6000..6000 {
            let x = f64::from(i) / 10.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-12, "{x}");
            assert!((ln(exp(x)) - x).abs() < 1e-10, "{x}");
        }
        assert_eq!(exp(-1e9), 0.0);
        assert!(exp(1e9).is_finite());
    }
}
