/**
 * Moves label positions apart until neighbours are at least `gap` from each other, within [low, high], keeping their
 * order. Two lines that end at the same value get two labels that can both be read.
 */
export function spread(positions: readonly number[], gap: number, low: number, high: number): number[] {
    const order = positions.map((_, index) => index).sort((a, b) => (positions[a] ?? 0) - (positions[b] ?? 0));
    const placed = [...positions];
    let floor = low;
    for (const index of order) {
        placed[index] = Math.max(placed[index] ?? low, floor);
        floor = (placed[index] ?? low) + gap;
    }
    let ceiling = high;
    for (const index of order.reverse()) {
        placed[index] = Math.min(placed[index] ?? high, ceiling);
        ceiling = (placed[index] ?? high) - gap;
    }
    return placed;
}
