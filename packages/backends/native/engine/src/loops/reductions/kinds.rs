use crate::lanes::{IntLanes, Lanes, MOST_LANES};

/// How elements are combined. Vectors are float32; int32 and truth values are their bits.
pub(super) trait Kind: 'static {
    /// The bits of what changes nothing when combined.
    const IDENTITY: u32;

    /// # Safety
    ///
    /// The processor must have the instructions of `V`.
    unsafe fn combine<V: Lanes>(a: V, b: V) -> V;

    /// All lanes in the first one.
    ///
    /// # Safety
    ///
    /// As for [`Kind::combine`].
    #[inline(always)]
    unsafe fn join<V: Lanes>(x: V) -> V {
        let mut lanes = [0f32; 2 * MOST_LANES];
        let (mut all, mut half) = (x, V::COUNT / 2);
        while half > 0 {
            // SAFETY: the array has room for two vectors.
            unsafe {
                all.store(lanes.as_mut_ptr());
                all = Self::combine(all, V::load(lanes.as_ptr().add(half)));
            }
            half /= 2;
        }
        all
    }
}

/// `Name: identity, (a, b) = combined, (x) = joined;`
macro_rules! kinds {
    ($($(#[$meta:meta])* $name:ident: $identity:expr, ($a:ident, $b:ident) = $combined:expr $(, ($x:ident) = $joined:expr)?;)*) => {$(
        $(#[$meta])*
        pub(super) struct $name;

        impl Kind for $name {
            const IDENTITY: u32 = $identity;

            #[inline(always)]
            unsafe fn combine<V: Lanes>($a: V, $b: V) -> V {
                // SAFETY: the caller has the instruction set.
                unsafe { $combined }
            }

            $(#[inline(always)]
            unsafe fn join<V: Lanes>($x: V) -> V {
                // SAFETY: the caller has the instruction set.
                unsafe { V::splat($joined) }
            })?
        }
    )*};
}

kinds! {
    Sum: 0, (a, b) = a.add(b), (x) = x.sum();
    Product: 1f32.to_bits(), (a, b) = a.mul(b);
    /// NaN if any is.
    Largest: f32::NEG_INFINITY.to_bits(),
        (a, b) = V::select(a.ne(a), a, a.max(b)),
        (x) = if V::any(x.ne(x)) { f32::NAN } else { x.largest() };
    Smallest: f32::INFINITY.to_bits(),
        (a, b) = V::select(a.ne(a), a, a.min(b)),
        (x) = if V::any(x.ne(x)) { f32::NAN } else { x.smallest() };
    SumInt: 0, (a, b) = V::from_bits(a.bits().add(b.bits()));
    ProductInt: 1, (a, b) = V::from_bits(a.bits().mul(b.bits()));
    LargestInt: i32::MIN as u32, (a, b) = V::from_bits(a.bits().max(b.bits()));
    SmallestInt: i32::MAX as u32, (a, b) = V::from_bits(a.bits().min(b.bits()));
    All: u32::MAX, (a, b) = V::from_bits(a.bits().and(b.bits()));
    Any: 0, (a, b) = V::from_bits(a.bits().or(b.bits()));
}
