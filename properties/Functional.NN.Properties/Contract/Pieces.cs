namespace Functional.NN.Properties.Contract;

/// <summary>A piece of some places one after another.</summary>
internal readonly record struct Piece(int First, int Count)
{
    /// <summary>Places cut into pieces of drawn lengths, in a drawn order.</summary>
    /// <param name="places">how many there are</param>
    /// <param name="seed">of the lengths and of the order</param>
    /// <param name="grain">every piece but the last has a multiple of so many</param>
    public static Piece[] Shuffled(int places, int seed, int grain = 1)
    {
        var random = new Random(seed);
        var pieces = new List<Piece>();
        for (int first = 0, count; first < places; first += count)
            pieces.Add(new(first, count = Math.Min(places - first, grain * random.Next(1, 1 + Math.Max(1, places / grain / 2 + 1)))));
        Piece[] shuffled = [.. pieces];
        random.Shuffle(shuffled);
        return shuffled;
    }
}
