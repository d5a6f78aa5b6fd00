namespace Functional.NN.Experiments;

/// <summary>The hashes of the drawn samples in <c>float</c>, the same on every machine.</summary>
internal static class KnownSamples
{
    private static readonly Dictionary<(string Set, string Part), string> Known = new()
    {
        [("digits", "test samples")] = "e638de77f5026108cf861ebca76a3cb51f3b937425637b0cbcfe7a6de6e85fe3",
        [("digits", "training samples")] = "66f6378a62091de0830596a1cfac8003864fcfbba58250fcbe8bf8e0143efb0b",
        [("xor", "test samples")] = "a4aa92a443666aa5d8373ce320e4d0ad7e66fd3bedfaead6d4fdb458612f3aed",
        [("xor", "training samples")] = "a4aa92a443666aa5d8373ce320e4d0ad7e66fd3bedfaead6d4fdb458612f3aed",
        [("moons", "test samples")] = "ffc9cbb69c5c121f27ecb3af0a5ca6d9a75cc799f56acb2267bdfcfbea4689e9",
        [("moons", "training samples")] = "3eb137da0ff1e88ced5851a4b3fa3400fd358d7e95570c9ba49a4fde225080bc",
        [("spirals", "test samples")] = "f7852a7e636e1765eb13e61eae8d96c60b63b96cf012684cc9b84dcbf412a477",
        [("spirals", "training samples")] = "87bfacc9b4d24cb3b0db7c6f7753376af60a60f79dd4c14bf8e1779d05b5b368",
        [("blobs", "test samples")] = "f745b8190e61cff84ffe6ec52124362515e37466886e5906d371bfb91d5d26e0",
        [("blobs", "training samples")] = "7eca23fc1ee0a7a8bfb281cc6db5be561cf969defb8db3b55fcbd35f62ad221a",
    };

    /// <summary>The hash of a part of a set, where it is known.</summary>
    public static string? Sha256(string set, string part) => Known.GetValueOrDefault((set, part));
}
