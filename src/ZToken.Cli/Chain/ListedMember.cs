using System.Collections.Immutable;
using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>A member and its viewing keys of the epochs that are open.</summary>
/// <param name="Record">What the registry has of it.</param>
/// <param name="Epochs">The epochs whose key the keepers approved.</param>
/// <param name="Waiting">The epochs whose key waits for keepers, with the approvals so far.</param>
internal sealed record ListedMember(MemberRecord Record, ImmutableArray<Epoch> Epochs, ImmutableArray<(Epoch Epoch, int Approvals)> Waiting);
