// Says at once that a file is too large, before it is sent. The server says the same to browsers without script.
document.querySelectorAll("form[data-most-bytes]").forEach((form) => {
  form.addEventListener("change", (event) => {
    const input = event.target;
    if (input.type !== "file") return;
    const tooLarge = [...input.files].some((file) => file.size > Number(form.dataset.mostBytes));
    input.setCustomValidity(tooLarge ? form.dataset.tooLarge : "");
    if (tooLarge) input.reportValidity();
  });
});
