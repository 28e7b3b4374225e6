using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary>What the shell is told of a wallet's refusals: grouped by what a script would do about them.</summary>
internal static class WalletExit
{
    /// <summary>The exit code of a refusal.</summary>
    public static ExitCode CodeOf(WalletRefusal? refusal) => refusal switch
    {
        WalletRefusal.InsufficientFunds => ExitCode.InsufficientFunds,
        WalletRefusal.UnknownRecipient or WalletRefusal.RecipientAbsent or WalletRefusal.PaymentToOneself => ExitCode.WrongRecipient,
        WalletRefusal.NotAMember or WalletRefusal.Frozen or WalletRefusal.CannotSign or WalletRefusal.NoCoinAccount => ExitCode.NotEntitled,
        WalletRefusal.NodeAway or WalletRefusal.NodeBehind or WalletRefusal.SignerAway or WalletRefusal.ProverFailed => ExitCode.Unavailable,
        WalletRefusal.Expired or WalletRefusal.SpentElsewhere or WalletRefusal.SignerRefused or WalletRefusal.LedgerRefused => ExitCode.Refused,
        WalletRefusal.OpenElsewhere => ExitCode.InUse,
        WalletRefusal.DiskFailed => ExitCode.CannotWrite,
        WalletRefusal.NothingToPay or WalletRefusal.UnknownAsset or WalletRefusal.UnknownPayment or WalletRefusal.KeyUsedOtherwise or WalletRefusal.NodeLies or
            WalletRefusal.OtherWallet or WalletRefusal.NewerDatabase or WalletRefusal.DatabaseDamaged or WalletRefusal.FileUnreadable => ExitCode.BadInput,
        WalletRefusal.WrongPassphrase => ExitCode.WrongPassword,
        _ => ExitCode.Internal,
    };
}
