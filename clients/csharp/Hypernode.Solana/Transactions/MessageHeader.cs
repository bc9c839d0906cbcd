using System.Runtime.InteropServices;

namespace Hypernode.Solana.Transactions;

/// <summary>How the static accounts divide: signers first, and in each part the writable ones first.</summary>
/// <param name="RequiredSignatures">Accounts that sign.</param>
/// <param name="ReadOnlySigners">Those of them that are read only: the last ones.</param>
/// <param name="ReadOnlyNonSigners">Static accounts that neither sign nor change: the last ones.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MessageHeader(byte RequiredSignatures, byte ReadOnlySigners, byte ReadOnlyNonSigners);
