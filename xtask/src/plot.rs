//! `cargo xtask bench --plot`: the time that each program takes over the length of the text, as an SVG.

use std::fmt::Write;

/// The size of the picture, and of the field of the curves in it.
const PICTURE: (f64, f64) = (720.0, 400.0);
const FIELD: (f64, f64) = (480.0, 330.0);
/// The left and upper edge of the field.
const CORNER: (f64, f64) = (70.0, 20.0);
/// A colour for each curve, told apart with every kind of sight, on light and on dark (Okabe and Ito).
const COLOURS: [&str; 7] = ["#d55e00", "#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#888"];
/// The powers of ten in bytes.
const LENGTHS: [&str; 8] = ["1 B", "10 B", "100 B", "1 KB", "10 KB", "100 KB", "1 MB", "10 MB"];

/// A name, and its points: bytes and milliseconds.
pub type Curve = (String, Vec<(f64, f64)>);

/// Draws the curves in powers of ten both ways: time that grows with the text is a line that rises evenly.
pub fn svg(curves: &[Curve]) -> String {
    let points = || curves.iter().flat_map(|(_, points)| points);
    let range = |values: &mut dyn Iterator<Item = f64>| {
        let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
        (low.log10().floor(), high.log10().ceil())
    };
    let (left, right) = range(&mut points().map(|point| point.0));
    let (bottom, top) = range(&mut points().map(|point| point.1));
    let x = |bytes: f64| CORNER.0 + (bytes.log10() - left) / (right - left) * FIELD.0;
    let y = |ms: f64| CORNER.1 + (top - ms.log10()) / (top - bottom) * FIELD.1;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"Time over the length of \
         the text\">\n<style>text {{ font: 13px sans-serif; fill: #333 }} .grid {{ stroke: #8886 }} polyline {{ fill: none; \
         stroke-width: 2 }} @media (prefers-color-scheme: dark) {{ text {{ fill: #ddd }} }}</style>\n",
        PICTURE.0, PICTURE.1
    );
    let (end, floor) = (CORNER.0 + FIELD.0, CORNER.1 + FIELD.1);
    for power in left as i32..=right as i32 {
        let (at, label) = (x(10f64.powi(power)), LENGTHS.get(power as usize).unwrap_or(&""));
        let _ = writeln!(svg, "<path class=\"grid\" d=\"M{at:.1} {}V{floor}\"/>", CORNER.1);
        let _ = writeln!(svg, "<text x=\"{at:.1}\" y=\"{}\" text-anchor=\"middle\">{label}</text>", floor + 20.0);
    }
    for power in bottom as i32..=top as i32 {
        let (value, left) = (10f64.powi(power), CORNER.0);
        let at = y(value);
        let _ = writeln!(svg, "<path class=\"grid\" d=\"M{left} {at:.1}H{end}\"/>");
        let _ = writeln!(svg, "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{value} ms</text>", left - 8.0, at + 4.0);
    }
    // Names stand beside the ends of their curves, and not on one another.
    let mut ends: Vec<(f64, usize)> =
        curves.iter().enumerate().filter_map(|(i, (_, points))| Some((y(points.last()?.1), i))).collect();
    ends.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let mut free = f64::MIN;
    for (at, place) in ends {
        let ((name, points), colour) = (&curves[place], COLOURS[place % COLOURS.len()]);
        let line: Vec<String> = points.iter().map(|(bytes, ms)| format!("{:.1},{:.1}", x(*bytes), y(*ms))).collect();
        free = at.max(free + 17.0);
        let _ = writeln!(svg, "<polyline stroke=\"{colour}\" points=\"{}\"/>", line.join(" "));
        let _ = writeln!(
            svg,
            "<path stroke=\"{colour}\" stroke-width=\"3\" d=\"M{} {free:.1}h12\"/><text x=\"{}\" y=\"{:.1}\">{name}</text>",
            end + 8.0,
            end + 26.0,
            free + 4.0
        );
    }
    svg + "</svg>\n"
}
