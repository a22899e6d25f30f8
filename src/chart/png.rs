//! The PNG of a chart: its SVG, rasterised.

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::ChartError;

/// The longest side of a picture, in pixels; a larger one would only take memory.
const LONGEST: f32 = 20_000.0;

/// Rasterises an SVG as drawn by [`super::render_svg`], `scale` times its size. No font is needed or looked at: its
/// text is outlines.
pub fn render_png(svg: &str, scale: f32) -> Result<Vec<u8>, ChartError> {
    let tree = Tree::from_str(svg, &Options::default()).map_err(|error| ChartError::Svg(error.to_string()))?;
    let side = |length: f32| (length * scale).round();
    let (width, height) = (side(tree.size().width()), side(tree.size().height()));
    if !(scale > 0.0 && (1.0..=LONGEST).contains(&width) && (1.0..=LONGEST).contains(&height)) {
        return Err(ChartError::Scale(scale));
    }
    let mut picture = Pixmap::new(width as u32, height as u32).ok_or(ChartError::Scale(scale))?;
    picture.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    encoded(&picture).map_err(|error| ChartError::Draw(error.to_string()))
}

/// A picture as PNG. It is opaque, so no transparency is kept; areas of one colour pack best as they are, unfiltered.
fn encoded(picture: &Pixmap) -> Result<Vec<u8>, EncodingError> {
    let colours: Vec<u8> = picture.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    encoder.set_filter(Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&colours)?;
    writer.finish()?;
    Ok(bytes)
}
