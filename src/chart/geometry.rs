//! Boxes and what lies across them.

use super::canvas::At;

/// A box on the canvas, its sides parallel to the axes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Rect {
    /// The left side.
    pub(super) left: i32,
    /// The upper side.
    pub(super) top: i32,
    /// The right side.
    pub(super) right: i32,
    /// The lower side.
    pub(super) bottom: i32,
}

impl Rect {
    /// The box around a place that reaches `x` to either side and `y` up and down.
    pub(super) fn around(at: At, x: i32, y: i32) -> Self {
        Self { left: at.0 - x, top: at.1 - y, right: at.0 + x, bottom: at.1 + y }
    }

    /// The distance between its left and right side.
    pub(super) fn width(self) -> i32 {
        self.right - self.left
    }

    /// The distance between its upper and lower side.
    pub(super) fn height(self) -> i32 {
        self.bottom - self.top
    }

    /// Whether two boxes share more than a side.
    pub(super) fn overlaps(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// Whether the other box lies inside.
    pub(super) fn contains(self, other: Self) -> bool {
        self.left <= other.left && other.right <= self.right && self.top <= other.top && other.bottom <= self.bottom
    }

    /// The box grown by a distance on every side.
    pub(super) fn grown(self, by: i32) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// Whether a straight line from one place to another touches the box (after Liang and Barsky).
    pub(super) fn is_crossed(self, from: At, to: At) -> bool {
        let (x, y) = (f64::from(from.0), f64::from(from.1));
        let (dx, dy) = (f64::from(to.0) - x, f64::from(to.1) - y);
        let sides = [
            (-dx, x - f64::from(self.left)),
            (dx, f64::from(self.right) - x),
            (-dy, y - f64::from(self.top)),
            (dy, f64::from(self.bottom) - y),
        ];
        let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
        for (towards, room) in sides {
            if towards == 0.0 {
                if room < 0.0 {
                    return false;
                }
            } else if towards < 0.0 {
                enters = enters.max(room / towards);
            } else {
                leaves = leaves.min(room / towards);
            }
        }
        enters <= leaves
    }
}

/// The turn that lays a standing picture down: its columns become rows from the top, its heights lengths from the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Turn {
    /// Where the standing picture has its left side and its foot.
    pub(super) corner: At,
    /// The upper left corner of the lying one.
    pub(super) lies_at: At,
}

impl Turn {
    /// Where a place of the standing picture lies.
    pub(super) fn at(self, (x, y): At) -> At {
        (self.lies_at.0 + self.corner.1 - y, self.lies_at.1 + x - self.corner.0)
    }

    /// Where a box of the standing picture lies.
    pub(super) fn rect(self, rect: Rect) -> Rect {
        let ((left, top), (right, bottom)) = (self.at((rect.left, rect.bottom)), self.at((rect.right, rect.top)));
        Rect { left, top, right, bottom }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_cross_boxes_or_pass_them() {
        let square = Rect::around((50, 50), 10, 10);
        assert!(square.is_crossed((0, 0), (100, 100)));
        assert!(square.is_crossed((45, 45), (46, 46)));
        assert!(square.is_crossed((50, 0), (50, 100)));
        assert!(!square.is_crossed((0, 0), (100, 10)));
        assert!(!square.is_crossed((0, 0), (30, 30)));
        assert!(!square.is_crossed((30, 0), (30, 100)));
    }

    #[test]
    fn a_turn_lays_heights_down_to_the_right() {
        let turn = Turn { corner: (0, 400), lies_at: (100, 50) };
        assert_eq!(turn.at((0, 400)), (100, 50), "the corner");
        assert_eq!(turn.at((30, 390)), (110, 80), "third column, a little above the foot");
        let rect = turn.rect(Rect { left: 10, top: 300, right: 20, bottom: 400 });
        assert_eq!(rect, Rect { left: 100, top: 60, right: 200, bottom: 70 });
    }

    #[test]
    fn boxes_that_touch_do_not_overlap() {
        let square = Rect::around((50, 50), 10, 10);
        assert!(!square.overlaps(Rect::around((70, 50), 10, 10)));
        assert!(square.overlaps(Rect::around((69, 50), 10, 10)));
        assert!(square.grown(1).contains(square));
    }
}
