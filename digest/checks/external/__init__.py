"""Links to other sites: whether what they lead to is still there, asked politely, a few at a time, now and then.

`rounds` asks what has to be asked and keeps the answers, `asking` asks for one address, `turns` keeps to the manners of
a guest, `telling` says what an editor can do. What is wrong with another's server is no fault of a text: nothing here
stops a build.
"""
