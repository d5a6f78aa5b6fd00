namespace Functional.NN;

/// <summary>Puts a document together from what a parser meets, without recursion.</summary>
internal sealed class DocumentBuilder
{
    private readonly Stack<Opened> _open = new();

    /// <summary>The whole, when everything is closed.</summary>
    public DocumentNode? Root { get; private set; }

    public void Open(bool isObject, TextPlace place) => _open.Push(new Opened(isObject, place));

    public void Close() => Add(_open.Pop().Node());

    /// <summary>The name of the next value.</summary>
    /// <exception cref="DataException">The object has a value of that name.</exception>
    public void Name(string name, TextPlace place) => _open.Peek().Name(name, place);

    public void Add(DocumentNode value)
    {
        if (_open.Count == 0) Root = value;
        else _open.Peek().Add(value);
    }

    /// <summary>An object or a list that is not closed yet.</summary>
    private sealed class Opened(bool isObject, TextPlace place)
    {
        private readonly List<DocumentNode> _items = [];
        private readonly List<ObjectField> _fields = [];
        private readonly Dictionary<string, TextPlace> _places = [];
        private (string Name, TextPlace Place) _next;

        public void Name(string name, TextPlace at)
        {
            if (!_places.TryAdd(name, at)) throw at.Error(Sentence.Of($"the field \"{name}\" is there twice; it stands in line {_places[name].Line} already."));
            _next = (name, at);
        }

        public void Add(DocumentNode value)
        {
            if (isObject) _fields.Add(new(_next.Name, value, _next.Place));
            else _items.Add(value);
        }

        public DocumentNode Node() => isObject ? new ObjectNode(_fields) { Place = place } : new ArrayNode(_items) { Place = place };
    }
}
