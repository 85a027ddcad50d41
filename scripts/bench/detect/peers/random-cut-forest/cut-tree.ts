const NONE = -1;

/**
 * A tree of random cuts around a sample of points, all of one dimension.
 *
 * Source: Guha, Mishra, Roy & Schrijvers (2016), "Robust Random Cut Forest Based Anomaly Detection On Streams",
 * ICML: insertion is its algorithm 2, removal its algorithm 1. The score is the expected inverse depth of AWS's
 * library (aws/random-cut-forest-by-aws): a point is scored at the depth where a new cut would part it from the rest.
 *
 * A class in narrow arrays because a forest visits a thousand nodes per point: as closures it takes three times as long.
 */
export class CutTree {
  readonly #dimensions: number;
  readonly #chance: () => number;
  readonly #left: Int16Array;
  readonly #right: Int16Array;
  readonly #parent: Int16Array;
  readonly #mass: Int16Array;
  readonly #cutDimension: Int16Array;
  readonly #cutValue: Float32Array;
  /** Least and most of all points below a node, axis by axis; of a leaf, its point twice. */
  readonly #box: Float32Array;
  readonly #free: Int16Array;
  #freeCount: number;
  #root = NONE;

  /**
   * @param capacity most points at a time, up to 16,000
   * @param chance   uniform in [0, 1)
   */
  constructor(capacity: number, dimensions: number, chance: () => number) {
    const nodes = 2 * capacity;
    this.#dimensions = dimensions;
    this.#chance = chance;
    this.#left = new Int16Array(nodes).fill(NONE);
    this.#right = new Int16Array(nodes).fill(NONE);
    this.#parent = new Int16Array(nodes).fill(NONE);
    this.#mass = new Int16Array(nodes);
    this.#cutDimension = new Int16Array(nodes);
    this.#cutValue = new Float32Array(nodes);
    this.#box = new Float32Array(nodes * 2 * dimensions);
    this.#free = Int16Array.from({ length: nodes }, (_, index) => index);
    this.#freeCount = nodes;
  }

  /** @returns the leaf that now holds the point */
  insert(point: Float32Array): number {
    if (this.#root === NONE) {
      this.#root = this.#newLeaf(point);
      this.#parent[this.#root] = NONE;
      return this.#root;
    }
    let node = this.#root;
    for (;;) {
      if (this.#isLeaf(node) && this.#isAt(node, point)) {
        this.#mass[node] = whole(this.#mass, node) + 1;
        return node;
      }
      const outside = this.#outsideOf(node, point);
      if (outside > 0) {
        const leaf = this.#cutOff(node, point, outside);
        if (leaf !== undefined) return leaf;
        // Sums are rounded, so that a cut may miss a point; another draw will part it from the leaf.
        if (this.#isLeaf(node)) continue;
        this.#stretchTo(node, point);
      }
      this.#mass[node] = whole(this.#mass, node) + 1;
      node = this.#sideOf(node, point);
    }
  }

  /** Takes out one of the points that `leaf` holds. */
  remove(leaf: number): void {
    this.#mass[leaf] = whole(this.#mass, leaf) - 1;
    let above = whole(this.#parent, leaf);
    let changes = this.#mass[leaf] === 0;
    if (changes) {
      if (above === NONE) this.#root = NONE;
      else {
        const joint = above;
        above = whole(this.#parent, joint);
        const isLeft = this.#left[joint] === leaf;
        this.#replaceChild(above, joint, whole(isLeft ? this.#right : this.#left, joint));
        this.#giveBack(joint);
      }
      this.#giveBack(leaf);
    }
    for (let node = above; node !== NONE; node = whole(this.#parent, node)) {
      this.#mass[node] = whole(this.#mass, node) - 1;
      changes &&= this.#shrinkToChildren(node);
    }
  }

  /** How soon a random cut would set the point apart: about 1 for an ordinary point, more for an outlier. */
  score(point: Float32Array): number {
    if (this.#root === NONE) return 0;
    const treeMass = whole(this.#mass, this.#root);
    let node = this.#root;
    let depth = 0;
    for (; !this.#isLeaf(node); depth++) node = this.#sideOf(node, point);
    const scale = Math.log2(treeMass + 1);
    if (this.#isAt(node, point)) {
      const leafMass = whole(this.#mass, node);
      return (scale * (1 - leafMass / (2 * treeMass))) / (depth + Math.log2(leafMass + 1));
    }
    let score = 1 / (depth + 1);
    while (depth > 0) {
      depth--;
      node = whole(this.#parent, node);
      const outside = this.#outsideOf(node, point);
      // Boxes are nested: inside this one means inside all above.
      if (outside === 0) break;
      const probability = outside / (this.#sidesOf(node) + outside);
      score = probability / (depth + 1) + (1 - probability) * score;
    }
    return scale * score;
  }

  #isLeaf(node: number): boolean {
    return this.#left[node] === NONE;
  }

  #boxOf(node: number): number {
    return node * 2 * this.#dimensions;
  }

  #sideOf(node: number, point: Float32Array): number {
    return real(point, whole(this.#cutDimension, node)) <= real(this.#cutValue, node)
      ? whole(this.#left, node)
      : whole(this.#right, node);
  }

  #take(): number {
    this.#freeCount--;
    return whole(this.#free, this.#freeCount);
  }

  #giveBack(node: number): void {
    this.#left[node] = NONE;
    this.#free[this.#freeCount] = node;
    this.#freeCount++;
  }

  #newLeaf(point: Float32Array): number {
    const leaf = this.#take();
    const box = this.#box;
    this.#mass[leaf] = 1;
    for (let axis = 0, index = this.#boxOf(leaf); axis < this.#dimensions; axis++, index += 2)
      box[index] = box[index + 1] = real(point, axis);
    return leaf;
  }

  #isAt(leaf: number, point: Float32Array): boolean {
    const box = this.#box;
    for (let axis = 0, index = this.#boxOf(leaf); axis < this.#dimensions; axis++, index += 2)
      if (box[index] !== point[axis]) return false;
    return true;
  }

  #stretchTo(node: number, point: Float32Array): void {
    const box = this.#box;
    for (let axis = 0, index = this.#boxOf(node); axis < this.#dimensions; axis++, index += 2) {
      const value = real(point, axis);
      if (value < real(box, index)) box[index] = value;
      if (value > real(box, index + 1)) box[index + 1] = value;
    }
  }

  /** @returns whether the box of `node` became another */
  #shrinkToChildren(node: number): boolean {
    const box = this.#box;
    let changes = false;
    let first = this.#boxOf(whole(this.#left, node));
    let second = this.#boxOf(whole(this.#right, node));
    for (let axis = 0, index = this.#boxOf(node); axis < this.#dimensions; axis++, index += 2) {
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

  #replaceChild(node: number, child: number, by: number): void {
    if (node === NONE) this.#root = by;
    else if (this.#left[node] === child) this.#left[node] = by;
    else this.#right[node] = by;
    this.#parent[by] = node;
  }

  /** Puts a new node above `node`, with a leaf for the point on one side of a cut. */
  #join(node: number, point: Float32Array, axis: number, cut: number, pointIsLeft: boolean): number {
    const leaf = this.#newLeaf(point);
    const joint = this.#take();
    this.#replaceChild(whole(this.#parent, node), node, joint);
    this.#left[joint] = pointIsLeft ? leaf : node;
    this.#right[joint] = pointIsLeft ? node : leaf;
    this.#parent[leaf] = joint;
    this.#parent[node] = joint;
    this.#cutDimension[joint] = axis;
    this.#cutValue[joint] = cut;
    this.#mass[joint] = whole(this.#mass, node) + 1;
    this.#shrinkToChildren(joint);
    return leaf;
  }

  /** How far the point lies outside of a node's box, along all axes together. */
  #outsideOf(node: number, point: Float32Array): number {
    const box = this.#box;
    let outside = 0;
    for (let axis = 0, index = this.#boxOf(node); axis < this.#dimensions; axis++, index += 2) {
      const value = real(point, axis);
      const least = real(box, index);
      const most = real(box, index + 1);
      if (value < least) outside += least - value;
      else if (value > most) outside += value - most;
    }
    return outside;
  }

  /** Sum of the sides of a node's box. */
  #sidesOf(node: number): number {
    const box = this.#box;
    let sides = 0;
    for (let axis = 0, index = this.#boxOf(node); axis < this.#dimensions; axis++, index += 2)
      sides += real(box, index + 1) - real(box, index);
    return sides;
  }

  /**
   * Cuts the box of `node` and `point` at random, and joins the two when the cut falls between them. Where inside the
   * box a cut would fall does not matter, so only its chance to fall outside is drawn.
   */
  #cutOff(node: number, point: Float32Array, outside: number): number | undefined {
    const box = this.#box;
    let draw = this.#chance() * (this.#sidesOf(node) + outside);
    if (draw >= outside) return undefined;
    for (let axis = 0, index = this.#boxOf(node); axis < this.#dimensions; axis++, index += 2) {
      const value = real(point, axis);
      const least = real(box, index);
      const most = real(box, index + 1);
      const gap = Math.max(least - value, value - most, 0);
      if (draw < gap) {
        const pointIsLeft = value < least;
        const cut = Math.fround(pointIsLeft ? value + draw : most + draw);
        // Rounding may put the cut onto the far side, where it would part nothing.
        const parts = pointIsLeft ? cut < least : cut < value;
        return this.#join(node, point, axis, parts ? cut : Math.min(value, most), pointIsLeft);
      }
      draw -= gap;
    }
    return undefined;
  }
}

// Two accessors, because one that sees both kinds of array is slow.
const real = (values: Float32Array, index: number): number => values[index] ?? Number.NaN;
const whole = (values: Int16Array, index: number): number => values[index] ?? NONE;
