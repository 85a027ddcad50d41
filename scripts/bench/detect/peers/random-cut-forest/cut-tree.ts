/** A tree of random cuts around a sample of points, all of one dimension. */
export type CutTree = {
  /** @returns the leaf that now holds the point */
  insert(point: Float32Array): number;
  /** Takes out one of the points that `leaf` holds. */
  remove(leaf: number): void;
  /** How soon a random cut would set the point apart: about 1 for an ordinary point, more for an outlier. */
  score(point: Float32Array): number;
};

const NONE = -1;

/**
 * Source: Guha, Mishra, Roy & Schrijvers (2016), "Robust Random Cut Forest Based Anomaly Detection On Streams",
 * ICML: insertion is its algorithm 2, removal its algorithm 1. The score is the expected inverse depth of AWS's
 * library (aws/random-cut-forest-by-aws): a point is scored at the depth where a new cut would part it from the rest.
 * @param capacity most points at a time, up to 16,000
 * @param chance   uniform in [0, 1)
 */
export function cutTree(capacity: number, dimensions: number, chance: () => number): CutTree {
  // Narrow numbers, so that a whole tree stays in the processor's nearest cache.
  const nodes = 2 * capacity;
  const left = new Int16Array(nodes).fill(NONE);
  const right = new Int16Array(nodes).fill(NONE);
  const parent = new Int16Array(nodes).fill(NONE);
  const mass = new Int16Array(nodes);
  const cutDimension = new Int16Array(nodes);
  const cutValue = new Float32Array(nodes);
  /** Least and most of all points below a node, axis by axis; of a leaf, its point twice. */
  const box = new Float32Array(nodes * 2 * dimensions);
  const free = Int16Array.from({ length: nodes }, (_, index) => index);
  let freeCount = nodes;
  let root = NONE;

  // Two accessors, because one that sees both kinds of array is slow.
  const real = (values: Float32Array, index: number): number => values[index] ?? Number.NaN;
  const whole = (values: Int16Array, index: number): number => values[index] ?? NONE;
  const boxOf = (node: number): number => node * 2 * dimensions;
  const isLeaf = (node: number): boolean => left[node] === NONE;
  const sideOf = (node: number, point: Float32Array): number =>
    real(point, whole(cutDimension, node)) <= real(cutValue, node) ? whole(left, node) : whole(right, node);

  const take = (): number => whole(free, --freeCount);
  const giveBack = (node: number): void => {
    left[node] = NONE;
    free[freeCount++] = node;
  };

  function newLeaf(point: Float32Array): number {
    const leaf = take();
    mass[leaf] = 1;
    for (let axis = 0, index = boxOf(leaf); axis < dimensions; axis++, index += 2)
      box[index] = box[index + 1] = real(point, axis);
    return leaf;
  }

  function isAt(leaf: number, point: Float32Array): boolean {
    for (let axis = 0, index = boxOf(leaf); axis < dimensions; axis++, index += 2)
      if (box[index] !== point[axis]) return false;
    return true;
  }

  function stretchTo(node: number, point: Float32Array): void {
    for (let axis = 0, index = boxOf(node); axis < dimensions; axis++, index += 2) {
      const value = real(point, axis);
      if (value < real(box, index)) box[index] = value;
      if (value > real(box, index + 1)) box[index + 1] = value;
    }
  }

  /** @returns whether the box of `node` became another */
  function shrinkToChildren(node: number): boolean {
    let changes = false;
    let first = boxOf(whole(left, node));
    let second = boxOf(whole(right, node));
    for (let axis = 0, index = boxOf(node); axis < dimensions; axis++, index += 2) {
      const least = Math.min(real(box, first), real(box, second));
      const most = Math.max(real(box, first + 1), real(box, second + 1));
      if (least !== box[index] || most !== box[index + 1]) changes = true;
      box[index] = least;
      box[index + 1] = most;
      first += 2;
      second += 2;
    }
    return changes;
  }

  function replaceChild(node: number, child: number, by: number): void {
    if (node === NONE) root = by;
    else if (left[node] === child) left[node] = by;
    else right[node] = by;
    parent[by] = node;
  }

  /** Puts a new node above `node`, with a leaf for the point on one side of a cut. */
  function join(node: number, point: Float32Array, axis: number, cut: number, pointIsLeft: boolean): number {
    const leaf = newLeaf(point);
    const joint = take();
    replaceChild(whole(parent, node), node, joint);
    left[joint] = pointIsLeft ? leaf : node;
    right[joint] = pointIsLeft ? node : leaf;
    parent[leaf] = joint;
    parent[node] = joint;
    cutDimension[joint] = axis;
    cutValue[joint] = cut;
    mass[joint] = whole(mass, node) + 1;
    shrinkToChildren(joint);
    return leaf;
  }

  /** How far the point lies outside of a node's box, along all axes together. */
  function outsideOf(node: number, point: Float32Array): number {
    let outside = 0;
    for (let axis = 0, index = boxOf(node); axis < dimensions; axis++, index += 2) {
      const value = real(point, axis);
      const least = real(box, index);
      const most = real(box, index + 1);
      if (value < least) outside += least - value;
      else if (value > most) outside += value - most;
    }
    return outside;
  }

  /** Sum of the sides of a node's box. */
  function sidesOf(node: number): number {
    let sides = 0;
    for (let axis = 0, index = boxOf(node); axis < dimensions; axis++, index += 2)
      sides += real(box, index + 1) - real(box, index);
    return sides;
  }

  /**
   * Cuts the box of `node` and `point` at random, and joins the two when the cut falls between them. Where inside the
   * box a cut would fall does not matter, so only its chance to fall outside is drawn.
   */
  function cutOff(node: number, point: Float32Array, outside: number): number | undefined {
    let draw = chance() * (sidesOf(node) + outside);
    for (let axis = 0, index = boxOf(node); axis < dimensions && draw < outside; axis++, index += 2) {
      const value = real(point, axis);
      const least = real(box, index);
      const most = real(box, index + 1);
      const gap = Math.max(least - value, value - most, 0);
      if (draw < gap) {
        const pointIsLeft = value < least;
        const cut = Math.fround(pointIsLeft ? value + draw : most + draw);
        // Rounding may put the cut onto the far side, where it would part nothing.
        const parts = pointIsLeft ? cut < least : cut < value;
        return join(node, point, axis, parts ? cut : Math.min(value, most), pointIsLeft);
      }
      draw -= gap;
    }
    return undefined;
  }

  return {
    insert(point) {
      if (root === NONE) {
        root = newLeaf(point);
        parent[root] = NONE;
        return root;
      }
      let node = root;
      for (;;) {
        if (isLeaf(node) && isAt(node, point)) {
          mass[node] = whole(mass, node) + 1;
          return node;
        }
        const outside = outsideOf(node, point);
        if (outside > 0) {
          const leaf = cutOff(node, point, outside);
          if (leaf !== undefined) return leaf;
          // Sums are rounded, so that a cut may miss a point; another draw will part it from the leaf.
          if (isLeaf(node)) continue;
          stretchTo(node, point);
        }
        mass[node] = whole(mass, node) + 1;
        node = sideOf(node, point);
      }
    },
    remove(leaf) {
      mass[leaf] = whole(mass, leaf) - 1;
      let above = whole(parent, leaf);
      let changes = mass[leaf] === 0;
      if (changes) {
        if (above === NONE) root = NONE;
        else {
          const joint = above;
          above = whole(parent, joint);
          replaceChild(above, joint, left[joint] === leaf ? whole(right, joint) : whole(left, joint));
          giveBack(joint);
        }
        giveBack(leaf);
      }
      for (let node = above; node !== NONE; node = whole(parent, node)) {
        mass[node] = whole(mass, node) - 1;
        changes &&= shrinkToChildren(node);
      }
    },
    score(point) {
      if (root === NONE) return 0;
      const treeMass = whole(mass, root);
      let node = root;
      let depth = 0;
      for (; !isLeaf(node); depth++) node = sideOf(node, point);
      const scale = Math.log2(treeMass + 1);
      if (isAt(node, point)) {
        const leafMass = whole(mass, node);
        return (scale * (1 - leafMass / (2 * treeMass))) / (depth + Math.log2(leafMass + 1));
      }
      let score = 1 / (depth + 1);
      while (depth > 0) {
        depth--;
        node = whole(parent, node);
        const outside = outsideOf(node, point);
        // Boxes are nested: inside this one means inside all above.
        if (outside === 0) break;
        const probability = outside / (sidesOf(node) + outside);
        score = probability / (depth + 1) + (1 - probability) * score;
      }
      return scale * score;
    },
  };
}
