namespace ZToken.Ledger;

/// <summary>Which block's state a call is about.</summary>
/// <remarks><c>default</c> is the latest.</remarks>
public readonly record struct BlockTag
{
    private readonly string? text;

    private BlockTag(string text) => this.text = text;

    /// <summary>The latest block.</summary>
    public static BlockTag Latest => default;

    /// <summary>The latest block that will stay.</summary>
    public static BlockTag Finalized => new("finalized");

    /// <summary>The latest block with what waits in the pool.</summary>
    public static BlockTag Pending => new("pending");

    /// <summary>A block by its number.</summary>
    public static BlockTag Of(ulong number) => new(new Word(number).ToString());

    /// <summary>A block by its hash, which a reorganisation cannot change.</summary>
    public static BlockTag Of(in Hash256 hash) => new(hash.ToString());

    /// <summary>What stands in calls.</summary>
    public override string ToString() => text ?? "latest";
}
