// A new passkey: see it in the list, or the recovery codes that come with the first one.
document.addEventListener("otp_webauthn.register_complete", () => {
  document.getElementById("passkey-added").submit();
});
