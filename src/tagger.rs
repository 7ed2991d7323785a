//! The sequence model: features, weights, decoding. The trainer calls this same feature function.
